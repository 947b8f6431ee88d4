package org.fengqiao.bench.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts side by side in one PNG, drawn at twice their size to stay sharp; all look alike. */
final class ChartImage {
    static final int WIDTH = 900;
    static final int HEIGHT = 480;
    static final int SCALE = 2;

    /** Distinguishable for colour-blind readers and in grey. */
    private static final Color[] COLOURS = {new Color(0x8A9BA8), new Color(0x0B5FA5), new Color(0xD1641A)};

    private static final Color INK = new Color(0x222222);
    private static final Color GRID = new Color(0xDDDDDD);

    static {
        // A server has no display.
        System.setProperty("java.awt.headless", "true");
    }

    private final List<Chart<?, ?>> charts = new ArrayList<>();

    void add(Chart<?, ?> chart) {
        charts.add(chart);
    }

    void write(Path file) {
        BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        int width = WIDTH / charts.size();
        for (Chart<?, ?> chart : charts) {
            chart.paint(graphics, width, HEIGHT);
            graphics.translate(width, 0);
        }
        graphics.dispose();
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bars with their values on top. */
    static CategoryChart bars(String title, String x, String y) {
        CategoryChart chart = new CategoryChartBuilder()
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        style(chart.getStyler());
        chart.getStyler()
                .setLabelsVisible(true)
                .setLabelsFont(font(Font.BOLD, 12))
                .setLabelsPosition(0.5)
                .setLabelsFontColorAutomaticEnabled(true)
                .setAvailableSpaceFill(0.9);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return chart;
    }

    static XYChart lines(String title, String x, String y) {
        XYChart chart =
                new XYChartBuilder().title(title).xAxisTitle(x).yAxisTitle(y).build();
        style(chart.getStyler());
        BasicStroke line = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        chart.getStyler().setSeriesLines(new BasicStroke[] {line, line, line});
        chart.getStyler()
                .setSeriesMarkers(new Marker[] {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND});
        return chart;
    }

    /** The axis ranges from the decade below the smallest value, so that its bar is visible, to the one above the largest. */
    static void logarithmic(Chart<? extends AxesChartStyler, ?> chart, Collection<Double> values) {
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisMin(Math.pow(10, Math.floor(Math.log10(Collections.min(values) / 1.5))))
                .setYAxisMax(Math.pow(10, Math.ceil(Math.log10(Collections.max(values)))));
    }

    private static void style(AxesChartStyler style) {
        style.setLocale(Locale.ROOT)
                .setAxisTitleFont(font(Font.PLAIN, 13))
                .setAxisTickLabelsFont(font(Font.PLAIN, 12))
                .setAxisTickLabelsColor(INK)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setYAxisDecimalPattern("#,##0.##")
                .setXAxisDecimalPattern("#,##0");
        style.setDecimalPattern("#,##0.##")
                .setChartBackgroundColor(Color.WHITE)
                .setChartFontColor(INK)
                .setChartPadding(14)
                .setChartTitleFont(font(Font.BOLD, 16))
                .setSeriesColors(COLOURS)
                .setPlotBorderVisible(false)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(font(Font.PLAIN, 13))
                .setAntiAlias(true);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
