package org.fengqiao.pages.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.text.BilingualText;

/** The pages that the shell lists, in its order, and the roles that may open them. */
public enum Navigation {
    DESK(
            "/desk",
            new BilingualText("我的预警", "My desk"),
            Role.INFORMATION_OFFICER,
            Role.MEDIATION_LEAD,
            Role.LABOUR_OFFICER,
            Role.LABOUR_OFFICE_HEAD,
            Role.SUBDISTRICT_LEADER,
            Role.DISTRICT_HR,
            Role.TRADE_UNION,
            Role.GOVERNANCE_CENTRE,
            Role.CARE_STAFF,
            Role.AUDITOR,
            Role.ADMINISTRATOR),
    ENTERPRISES(
            "/enterprises",
            new BilingualText("企业", "Enterprises"),
            Role.INFORMATION_OFFICER,
            Role.MEDIATION_LEAD,
            Role.LABOUR_OFFICER,
            Role.LABOUR_OFFICE_HEAD,
            Role.SUBDISTRICT_LEADER,
            Role.DISTRICT_HR,
            Role.AUDITOR,
            Role.ADMINISTRATOR),
    STYLEGUIDE("/styleguide", new BilingualText("样式", "Style guide"), Role.ADMINISTRATOR);

    private final String href;
    private final BilingualText text;
    private final Set<Role> roles;

    Navigation(String href, BilingualText text, Role... roles) {
        this.href = href;
        this.text = text;
        this.roles = Set.of(roles);
    }

    /** Those that somebody may open. */
    static List<Navigation> of(Caller caller) {
        return Arrays.stream(values())
                .filter(page -> page.roles.stream().anyMatch(caller::hasRole))
                .toList();
    }

    public String href() {
        return href;
    }

    public BilingualText text() {
        return text;
    }

    public boolean holds(String path) {
        return path.equals(href) || path.startsWith(href + "/");
    }
}
