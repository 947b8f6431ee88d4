package org.fengqiao.policy.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.content.ReleaseFiles;

/** The records of which release is live from when on; see {@link Publication}. */
@ApplicationScoped
@Transactional
public class PublicationLog {
    private final PublicationRepository publications;
    private final LivePeriodRepository periods;
    private final ReleaseRepository releases;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final SealChain chain;

    PublicationLog(
            PublicationRepository publications,
            LivePeriodRepository periods,
            ReleaseRepository releases,
            InstantSource clock,
            ObjectMapper json,
            @ConfigProperty(name = "fengqiao.release-key") Optional<String> key) {
        this.publications = publications;
        this.periods = periods;
        this.releases = releases;
        this.clock = clock;
        this.json = json;
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
        publications.lock();
    }

    /** Adds a record after the last one, sealed; it takes effect when the transaction commits. */
    public Publication append(Publication.NewPublication entry) {
        publications.lock();
        PublicationEntry added = new PublicationEntry(
                entry,
                contentSha256(entry.releaseId()),
                json(entry.evidence()),
                publications.findLast(),
                clock.instant(),
                chain);
        publications.persist(added);
        return added.toRecord();
    }

    private String json(Object evidence) {
        try {
            return json.writeValueAsString(evidence);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The release that is live at an instant, as far as is known now. */
    public Optional<String> liveIdAt(Instant at) {
        return periods.findLiveId(at);
    }

    /** The next release that becomes live by itself after an instant. */
    public Optional<LivePeriod> nextLivePeriodAfter(Instant at) {
        return periods.findNextAfter(at);
    }

    /** Which release was live when, the latest first, with those that will be. */
    public List<LivePeriod> livePeriods() {
        return periods.listLatestFirst();
    }

    /** All records in their order; a few a month at most. */
    public List<Publication> all() {
        return publications.listInOrder();
    }

    /** Recomputes every seal and the hash of every release. */
    public VerificationResult verify() {
        List<Publication> records = all();
        String head = records.isEmpty() ? "" : records.get(records.size() - 1).seal();
        return new VerificationResult(records.size(), head, chain.verify(records, this::contentSha256));
    }

    /** Null when there is no such release, or what is stored is no archive of files any more. */
    private String contentSha256(String releaseId) {
        Optional<byte[]> archive = releases.findFiles(releaseId);
        try {
            return archive.map(ReleaseFiles::unpack).map(ReleaseFiles::sha256).orElse(null);
        } catch (RuntimeException e) {
            return null;
        }
    }
}
