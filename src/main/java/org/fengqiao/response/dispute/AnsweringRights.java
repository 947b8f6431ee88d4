package org.fengqiao.response.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/** Who may answer for a fact: the post of its source, or whoever oversees the data of the area, but never the doubter. */
@ApplicationScoped
public class AnsweringRights {
    private final PostStore posts;
    private final EnterpriseAffiliations affiliations;

    AnsweringRights(PostStore posts, EnterpriseAffiliations affiliations) {
        this.posts = posts;
        this.affiliations = affiliations;
    }

    /** As what somebody answers. */
    public enum Role {
        /** Whoever answers for the post that was asked. */
        SOURCE,
        /** Oversees the data of the area, or belongs to the care staff where care is concerned. */
        OVERSEER
    }

    void require(FactDispute dispute, String by, Role role, Instant at) {
        if (by.equals(dispute.raisedBy)) {
            throw ProblemException.forbidden(
                    "own-dispute",
                    "这项事实是您自己指出有误的，须由来源方答复。",
                    "You called this fact wrong yourself, so its source has to answer.");
        }
        if (affiliations.isAffiliated(by, dispute.enterpriseId, at)) {
            throw ProblemException.forbidden(
                    "employed-there",
                    "您受雇于这家企业，不能更正或确认它的事实；请交给该辖区的另一位经办人",
                    "You are employed by this enterprise, so you can neither correct nor confirm facts about it; ask"
                            + " another officer of the area");
        }
        PostDirectory directory = posts.directory();
        if (role == Role.OVERSEER || directory.answersFor(dispute.postId, by, at)) return;
        PostAssignment post = directory.assignmentOf(dispute.postId, at).orElseThrow();
        throw ProblemException.forbidden(
                "not-the-source",
                "这项事实由" + post.name().zh() + "答复；您不在该岗位。",
                "The post that answers for this fact is " + post.name().en() + ", which you do not hold.");
    }
}
