package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;

/**
 * Labour alerts for other warning systems: an Atom feed of CAP 1.2 messages. These systems may know that a labour dispute
 * is being dealt with in a sub-district, and when that ends. Enterprise, tier, score and reason stay here: severity,
 * urgency and certainty are Unknown, and a change of tier changes nothing in the feed.
 */
@ApplicationScoped
public class CapFeed {
    static final String CAP = "urn:oasis:names:tc:emergency:cap:1.2";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String SENDER = "fengqiao";
    /** How long the end of an alert stays in the feed. */
    private static final Duration ENDED = Duration.ofDays(3);

    private static final int LIMIT = 500;

    private static final String READ = """
            select a.id, a.raised_at, a.closed_at, s.code, s.zh, s.en from alert a
            left join area s on s.valid_to is null
                and s.code = coalesce(nullif(split_part(a.area_path, '.', 3), ''), nullif(split_part(a.area_path, '.', 2), ''),
                    split_part(a.area_path, '.', 1))
            where a.dimension = 'labour' and a.area_path like ? and (a.closed_at is null or a.closed_at > ?)
            order by coalesce(a.closed_at, a.raised_at) desc, a.id limit ?""";

    private final DataSource database;

    CapFeed(DataSource database) {
        this.database = database;
    }

    /** An alert as far as other systems may know it. */
    private record CapAlert(
            UUID id, Instant raisedAt, Instant closedAt, String areaCode, String areaZh, String areaEn) {
        boolean ended() {
            return closedAt != null;
        }

        Instant sent() {
            return ended() ? closedAt : raisedAt;
        }

        String identifier() {
            return id + (ended() ? "-end" : "");
        }
    }

    /** @param areaPrefix the area that the calling system may read, for {@code like} */
    public String atom(String areaPrefix, Instant now) {
        List<CapAlert> alerts = read(areaPrefix, now);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            element(xml, "id", "urn:fengqiao:cap");
            element(xml, "title", "枫桥 · 劳动关系预警 / Fengqiao labour alerts");
            element(xml, "updated", time(alerts.isEmpty() ? now : alerts.get(0).sent()));
            for (CapAlert alert : alerts) entry(xml, alert);
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private List<CapAlert> read(String areaPrefix, Instant now) {
        return new SqlQuery(READ, areaPrefix, now.minus(ENDED), LIMIT)
                .list(
                        database,
                        rows -> new CapAlert(
                                rows.getObject(1, UUID.class),
                                Jdbc.instant(rows, 2),
                                Jdbc.instant(rows, 3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6)));
    }

    private static void entry(XMLStreamWriter xml, CapAlert alert) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", "urn:fengqiao:cap:" + alert.identifier());
        element(xml, "title", headline(alert, true));
        element(xml, "updated", time(alert.sent()));
        xml.writeStartElement("content");
        xml.writeAttribute("type", "application/cap+xml");
        message(xml, alert);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void message(XMLStreamWriter xml, CapAlert alert) throws XMLStreamException {
        xml.writeStartElement("alert");
        xml.writeDefaultNamespace(CAP);
        element(xml, "identifier", alert.identifier());
        element(xml, "sender", SENDER);
        element(xml, "sent", time(alert.sent()));
        element(xml, "status", "Actual");
        element(xml, "msgType", alert.ended() ? "Cancel" : "Alert");
        element(xml, "scope", "Restricted");
        element(xml, "restriction", "For the warning systems of government bodies; not for publication");
        if (alert.ended()) element(xml, "references", SENDER + "," + alert.id() + "," + time(alert.raisedAt()));
        info(xml, alert, true);
        info(xml, alert, false);
        xml.writeEndElement();
    }

    private static void info(XMLStreamWriter xml, CapAlert alert, boolean chinese) throws XMLStreamException {
        xml.writeStartElement("info");
        element(xml, "language", chinese ? "zh-CN" : "en");
        element(xml, "category", "Other");
        element(xml, "event", chinese ? "劳动关系风险" : "Labour relations risk");
        element(xml, "urgency", "Unknown");
        element(xml, "severity", "Unknown");
        element(xml, "certainty", "Unknown");
        element(xml, "headline", headline(alert, chinese));
        xml.writeStartElement("area");
        element(xml, "areaDesc", area(alert, chinese));
        if (alert.areaCode() != null) {
            xml.writeStartElement("geocode");
            element(xml, "valueName", "GB/T 2260");
            element(xml, "value", alert.areaCode());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String headline(CapAlert alert, boolean chinese) {
        if (chinese) return area(alert, true) + (alert.ended() ? "：一起劳动关系风险已处置完毕" : "：一起劳动关系风险正在处置");
        return area(alert, false)
                + (alert.ended()
                        ? ": a labour relations risk was dealt with"
                        : ": a labour relations risk is being dealt with");
    }

    private static String area(CapAlert alert, boolean chinese) {
        if (alert.areaCode() == null) return chinese ? "本市" : "The city";
        return chinese ? alert.areaZh() : alert.areaEn();
    }

    /** CAP allows neither fractions of a second nor Z. */
    private static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(Time.CITY));
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
