package org.fengqiao.mediation.mediator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** Who mediates, and the choice of a mediator for a case. */
@ApplicationScoped
public class MediatorService {
    private final MediatorRepository mediators;
    private final PostStore posts;

    MediatorService(MediatorRepository mediators, PostStore posts) {
        this.mediators = mediators;
        this.posts = posts;
    }

    /**
     * What a mediator is chosen for.
     *
     * @param recused whom a party refused
     */
    public record Dispute(UUID caseId, DisputeKind kind, UUID enterprise, List<String> recused) {}

    /** @param username null when nobody holds the post that takes it */
    public record ChosenMediator(String username, BilingualText why) {}

    public record MediatorDetails(
            @NotBlank String username,
            @NotBlank String areaCode,
            @NotEmpty Set<@NotNull DisputeKind> kinds,
            Set<@NotNull UUID> conflictsWith,
            @Min(0) @Max(500) int maxOpenCases) {
        public MediatorDetails {
            conflictsWith = conflictsWith == null ? Set.of() : conflictsWith;
        }

        private static MediatorDetails of(Mediator mediator) {
            return new MediatorDetails(
                    mediator.username,
                    mediator.areaCode,
                    mediator.kinds(),
                    mediator.conflictsWith(),
                    mediator.maxOpenCases);
        }
    }

    @Transactional
    public void put(MediatorDetails details, String areaPath) {
        Mediator mediator =
                mediators.findByIdOptional(details.username()).orElseGet(() -> new Mediator(details.username()));
        mediator.update(details, areaPath);
        mediators.persist(mediator);
    }

    @Transactional
    public List<MediatorDetails> within(String areaPath) {
        return mediators.within(areaPath).stream().map(MediatorDetails::of).toList();
    }

    /** Where no mediator can, the mediation lead of the area takes it, and where there is none the duty desk. */
    public ChosenMediator choose(Dispute dispute, String areaPath, Instant at) {
        Optional<ChosenMediator> chosen = MediatorChoice.of(mediators.candidates(areaPath), dispute);
        if (chosen.isPresent()) return chosen.get();
        DisputeKind kind = dispute.kind();
        PostDirectory directory = posts.directory();
        PostAssignment post = directory
                .findNearest(PostKind.MEDIATION_LEAD, areaPath, at)
                .filter(lead -> lead.username().isPresent()
                        && !dispute.recused().contains(lead.username().get()))
                .orElseGet(() -> directory.dutyDesk(areaPath, at));
        return new ChosenMediator(
                post.username().orElse(null),
                new BilingualText(
                        "没有可办理“" + kind.text().zh() + "”的调解员，由" + post.name().zh() + "负责",
                        "No mediator can take \"" + kind.text().en() + "\", so the "
                                + post.name().en() + " takes it"));
    }
}
