package org.fengqiao.policy;

import java.util.EnumSet;
import java.util.Set;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;

/**
 * Who may see which dimension. Labour risk is for the posts that act on it and never for systems; established integrity
 * facts also for systems; psychological care for care staff alone, who in turn see nothing of the labour side.
 */
public final class DimensionAccess {
    private static final Set<Role> LABOUR = EnumSet.of(
            Role.INFORMATION_OFFICER,
            Role.MEDIATION_LEAD,
            Role.LABOUR_OFFICER,
            Role.LABOUR_OFFICE_HEAD,
            Role.SUBDISTRICT_LEADER,
            Role.DISTRICT_HR,
            Role.TRADE_UNION,
            Role.GOVERNANCE_CENTRE,
            Role.AUDITOR,
            Role.ADMINISTRATOR);
    private static final Set<Role> INTEGRITY = EnumSet.of(
            Role.LABOUR_OFFICER,
            Role.LABOUR_OFFICE_HEAD,
            Role.SUBDISTRICT_LEADER,
            Role.DISTRICT_HR,
            Role.AUDITOR,
            Role.ADMINISTRATOR);

    private DimensionAccess() {}

    public static boolean allows(Caller caller, Dimension dimension) {
        return switch (dimension) {
            case LABOUR -> LABOUR.stream().anyMatch(caller::hasRole);
            case INTEGRITY ->
                INTEGRITY.stream().anyMatch(caller::hasRole) || caller.roles().contains(Roles.ASSESSMENTS_READ);
            case CARE -> caller.hasRole(Role.CARE_STAFF);
        };
    }

    public static void require(Caller caller, Dimension dimension) {
        if (allows(caller, dimension)) {
            return;
        }
        throw caller.isSystem()
                ? ProblemException.forbidden(
                        "risk-not-disclosed",
                        "接口密钥只能读取 dimension=integrity（依法确认的事实）；劳动风险等级和心理关怀数据不对外提供。",
                        "A system may read dimension=integrity (legally established facts) only; labour risk tiers and"
                                + " psychological data never leave this system.")
                : ProblemException.forbidden(
                        "dimension-not-yours",
                        "您的角色不能查看 " + dimension.code() + " 维度：心理关怀只对关怀人员开放，劳动风险和信用只对劳动关系侧开放。" + "如工作需要，请联系系统管理员。",
                        "Your roles do not include the dimension " + dimension.code() + ": care is for care staff only,"
                                + " labour and integrity for the labour side only. Ask your administrator if your work"
                                + " needs it.");
    }
}
