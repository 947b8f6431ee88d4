package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.fengqiao.intake.file.FileImporter;
import org.fengqiao.intake.file.ImportProgress;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.policy.publication.Releases;

/** Imports files, checked against the live release; the next pass assesses their enterprises. */
@ApplicationScoped
public class FileIntake {
    private final FileImporter importer;
    private final Releases releases;
    private final PipelineMetrics metrics;

    FileIntake(FileImporter importer, Releases releases, PipelineMetrics metrics) {
        this.importer = importer;
        this.releases = releases;
        this.metrics = metrics;
    }

    public ImportReport importFile(ImportRequest request, Consumer<ImportProgress> progress) {
        ImportReport report = importer.run(request, new ReleaseIndicatorCatalogue(releases.live()), progress);
        metrics.countRows(report.source(), "accepted", report.accepted());
        report.rejectedBy().forEach((reason, rows) -> metrics.countRows(report.source(), reason, rows));
        return report;
    }
}
