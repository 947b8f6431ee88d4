package org.fengqiao.policy.publication;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;

/** The releases this installation has known, and which one is live. The first comes from the rules folder. */
@ApplicationScoped
public class Releases {
    /** Old assessments refer to old releases, but to few at a time. */
    private static final int KEPT_READ = 8;

    private final ReleaseRepository stored;
    private final InstantSource clock;
    private final PublicationLog publications;
    private final Path folder;
    private final LoadingCache<String, Release> read =
            Caffeine.newBuilder().maximumSize(KEPT_READ).build(this::load);

    Releases(
            ReleaseRepository stored,
            InstantSource clock,
            PublicationLog publications,
            @ConfigProperty(name = "fengqiao.rules", defaultValue = "rules/shenzhen-labour") Path folder) {
        this.stored = stored;
        this.clock = clock;
        this.publications = publications;
        this.folder = folder;
    }

    /** The live release; on a new installation that of the rules folder, which then becomes live. */
    public Release live() {
        return byId(liveId());
    }

    /** Its id alone, which is cheap enough for every node to ask for every second. */
    public String liveId() {
        Optional<String> live = publications.liveIdAt(clock.instant());
        return live.orElseGet(
                () -> adopt(ReleaseReader.read(folder), "first start").id());
    }

    /** The release that was live at an instant; before the first one, the first. */
    public Release liveAt(Instant at) {
        return publications.liveIdAt(at).map(this::byId).orElseGet(() -> publications.all().stream()
                .findFirst()
                .map(first -> byId(first.releaseId()))
                .orElseGet(this::live));
    }

    /** A release by its id: what an old assessment was made with. */
    public Release byId(String id) {
        return read.get(id);
    }

    @Transactional
    Release load(String id) {
        return stored.findByIdOptional(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "release-unknown",
                        "没有规则版本" + id + "，请从版本列表取得编号",
                        "There is no release " + id + "; take its id from the list of releases"))
                .read();
    }

    /** Keeps a release; the same content again changes nothing. It is live only once it is published. */
    @Transactional
    public void keep(Release release, String author) {
        publications.lock();
        if (stored.findById(release.id()) == null) {
            stored.persist(new StoredRelease(release, author, clock.instant()));
        }
    }

    /**
     * Keeps a release and makes it live, on the word of whoever runs the installation. Where rules are published with a
     * second signature, this way is closed.
     */
    @Transactional
    public Release adopt(Release release, String author) {
        publications.lock();
        Instant now = clock.instant();
        if (publications.liveIdAt(now).equals(Optional.of(release.id()))) return release;
        if (publications.all().stream().anyMatch(record -> record.kind() == Publication.PublicationKind.PUBLISHED)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "second-signature-needed",
                    "本系统的规则须经他人审批后发布。请用 rules import 建立草案，再提交审批",
                    "Here rules are published with a second person's signature. Make a draft of the folder with rules"
                            + " import, and submit it");
        }
        keep(release, author);
        publications.append(new Publication.NewPublication(
                Publication.PublicationKind.ADOPTED,
                release.id(),
                now,
                List.of(author),
                "",
                null,
                author,
                "from the folder of " + release.base(),
                Map.of(),
                null));
        read.put(release.id(), release);
        return release;
    }
}
