package org.fengqiao.policy.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.content.ReleaseFiles;

/** The records of which release is live from when on, in the database; see {@link Publication}. */
@ApplicationScoped
public class PublicationLog {
    private static final String COLUMNS = "number, kind, release_id, content_sha256, live_from, recorded_at, authors,"
            + " approver, approved_at, publisher, reason, evidence, withdraws, previous_seal, seal";

    private final DataSource database;
    private final InstantSource clock;
    private final SealChain chain;

    PublicationLog(
            DataSource database,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.release-key") Optional<String> key) {
        this.database = database;
        this.clock = clock;
        this.chain = new SealChain(key.orElse(""));
    }

    /** From when until when a release was live; {@code to} is null as long as no other is known to follow. */
    public record LivePeriod(int number, String releaseId, Instant from, Instant to) {}

    /** Whether all records are what was sealed; {@code head} is the last seal, to be noted down elsewhere. */
    public record VerificationResult(int records, String head, List<SealFault> faults) {}

    /** What is wrong with one record. */
    public record SealFault(int number, String releaseId, BilingualText what) {}

    /** Lets nobody else add a record before the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock() {
        query("select pg_advisory_xact_lock(hashtext('fengqiao publication'))", row -> 0);
    }

    /** Adds a record after the last, sealed; it takes effect when the transaction commits. */
    @Transactional
    public Publication append(Publication.NewPublication entry) {
        lock();
        List<Publication> last =
                query("select " + COLUMNS + " from publication order by number desc limit 1", PublicationLog::read);
        Publication open = new Publication(
                last.isEmpty() ? 1 : last.get(0).number() + 1,
                entry.kind(),
                entry.releaseId(),
                contentSha256(entry.releaseId()),
                entry.liveFrom(),
                clock.instant(),
                entry.authors(),
                entry.approver(),
                entry.approvedAt(),
                entry.publisher(),
                entry.reason(),
                entry.evidence(),
                entry.withdraws(),
                last.isEmpty() ? "" : last.get(0).seal(),
                "");
        Publication sealed = sealed(open, chain.seal(open));
        insert(sealed);
        return sealed;
    }

    private static Publication sealed(Publication open, String seal) {
        return new Publication(
                open.number(),
                open.kind(),
                open.releaseId(),
                open.contentSha256(),
                open.liveFrom(),
                open.recordedAt(),
                open.authors(),
                open.approver(),
                open.approvedAt(),
                open.publisher(),
                open.reason(),
                open.evidence(),
                open.withdraws(),
                open.previousSeal(),
                seal);
    }

    private void insert(Publication record) {
        String sql = "insert into publication (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, record.number());
            insert.setString(2, record.kind().name());
            insert.setString(3, record.releaseId());
            insert.setString(4, record.contentSha256());
            insert.setObject(5, Jdbc.utc(record.liveFrom()));
            insert.setObject(6, Jdbc.utc(record.recordedAt()));
            insert.setString(7, String.join(",", record.authors()));
            insert.setString(8, record.approver());
            insert.setObject(9, Jdbc.utc(record.approvedAt()));
            insert.setString(10, record.publisher());
            insert.setString(11, record.reason());
            insert.setString(12, record.evidence());
            insert.setObject(13, record.withdraws());
            insert.setString(14, record.previousSeal());
            insert.setString(15, record.seal());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The release that is live at an instant, as far as is known now. */
    public Optional<String> liveIdAt(Instant at) {
        String sql =
                "select release_id from release_live where live_from <= ? order by live_from desc, number desc limit 1";
        return query(sql, row -> row.getString(1), Jdbc.utc(at)).stream().findFirst();
    }

    /** The next release that will be live by itself, after an instant. */
    public Optional<LivePeriod> nextLivePeriodAfter(Instant at) {
        return query(
                        REIGN + " where live_from > ? order by live_from, number limit 1",
                        PublicationLog::reign,
                        Jdbc.utc(at))
                .stream()
                .findFirst();
    }

    private static final String REIGN = "select number, release_id, live_from, live_to from release_live";

    /** Which release was live when, the latest first, with those that will be. */
    public List<LivePeriod> livePeriods() {
        return query(REIGN + " order by live_from desc, number desc", PublicationLog::reign);
    }

    private static LivePeriod reign(ResultSet row) throws SQLException {
        return new LivePeriod(row.getInt(1), row.getString(2), Jdbc.instant(row, 3), Jdbc.instant(row, 4));
    }

    /** All records, in their order. */
    public List<Publication> all() {
        return query("select " + COLUMNS + " from publication order by number", PublicationLog::read);
    }

    /** Recomputes every seal and the hash of every release. */
    public VerificationResult verify() {
        List<Publication> records = all();
        List<SealFault> faults = chain.verify(records, this::contentSha256).stream()
                .map(broken -> new SealFault(broken.number(), broken.releaseId(), broken.what()))
                .toList();
        return new VerificationResult(
                records.size(),
                records.isEmpty() ? "" : records.get(records.size() - 1).seal(),
                faults);
    }

    /** Null when there is no such release, or what lies there is no archive of files any more. */
    private String contentSha256(String releaseId) {
        List<byte[]> archive = query("select files from release where id = ?", row -> row.getBytes(1), releaseId);
        if (archive.isEmpty()) return null;
        try {
            return ReleaseFiles.sha256(ReleaseFiles.unpack(archive.get(0)));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static Publication read(ResultSet row) throws SQLException {
        String authors = row.getString(7);
        return new Publication(
                row.getInt(1),
                Publication.PublicationKind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Jdbc.instant(row, 5),
                Jdbc.instant(row, 6),
                authors.isEmpty() ? List.of() : List.of(authors.split(",")),
                row.getString(8),
                Jdbc.instant(row, 9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getObject(13, Integer.class),
                row.getString(14),
                row.getString(15));
    }

    @FunctionalInterface
    private interface RowMapper<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, RowMapper<T> reader, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) select.setObject(i + 1, values[i]);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
