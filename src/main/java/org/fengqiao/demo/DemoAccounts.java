package org.fengqiao.demo;

import java.util.List;

/** The accounts of the demo, one for each way of using it. The names are invented; passwords are not kept here. */
public final class DemoAccounts {
    /** {@code role} is named as in the access rules; the account sees {@code areaCode} and below. */
    public record Account(String username, String role, String areaCode, String zh, String en) {}

    private static final String CITY = "4403";
    private static final String EVERYWHERE = "0";
    private static final String WUHE = "440307013008";
    private static final String GANGTOU = "440307013002";

    private DemoAccounts() {}

    public static List<Account> all() {
        return List.of(
                new Account("demo.admin", "administrator", EVERYWHERE, "演示管理员", "Demo Administrator"),
                new Account("head.bantian", "labour-office-head", CityMap.BANTIAN, "演示负责人", "Demo Head"),
                new Account("lead.wuhe", "mediation-lead", WUHE, "演示组长（五和）", "Demo Lead (Wuhe)"),
                new Account("lead.gangtou", "mediation-lead", GANGTOU, "演示组长（岗头）", "Demo Lead (Gangtou)"),
                new Account("duty.bantian", "labour-officer", CityMap.BANTIAN, "演示值班员", "Demo Duty Officer"),
                new Account(
                        PostWriter.officer(0),
                        "information-officer",
                        GANGTOU + "G01",
                        "演示信息员",
                        "Demo Information Officer"),
                new Account("policy.editor", "policy-editor", CITY, "演示规则编辑", "Demo Policy Editor"),
                new Account("policy.approver", "policy-approver", CITY, "演示规则审批", "Demo Policy Approver"),
                new Account("care.wuhe", "care-staff", WUHE, "演示关怀员", "Demo Care Worker"),
                new Account("demo.auditor", "auditor", EVERYWHERE, "演示审计员", "Demo Auditor"));
    }
}
