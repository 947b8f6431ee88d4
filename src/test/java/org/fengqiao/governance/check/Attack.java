package org.fengqiao.governance.check;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.governance.cases.RuleCaseReader;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.ContentProblem.Severity;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.policy.content.ReleaseReader;

/** One try: content that goes through all that a draft goes through before it is compiled. */
abstract class Attack {
    private static final String RULE = """
            rule "H-X"
            ATTRIBUTE
            @dimension("labour")
            @floor("ORANGE")
            @zh("TEXT")
            @en("reason")
            @basis("law")
            @owner("owner")
            @validFrom("2017-01-01")
            when
                LabourFacts( CONDITION )
            then
                CONSEQUENCE
            end
            """;
    private static final String HARMLESS = "WAG08 >= 1, OPS06 >= 50";

    private final String name;

    Attack(String name) {
        this.name = name;
    }

    /** Sentences that refuse it; empty when it is let through. */
    abstract List<String> attempt(Path canary, int port);

    /** Whether it may be let through, as content that does nothing but be large or odd. */
    boolean isMereData() {
        return false;
    }

    @Override
    public String toString() {
        String shown = name.replaceAll("[^ -~]", "?");
        return shown.substring(0, Math.min(shown.length(), 70));
    }

    /** What the attacks are written into is right as long as they are not: then only they can be what is refused. */
    static SortedMap<String, byte[]> harmless() {
        SortedMap<String, byte[]> files = base();
        files.put("drl/x.drl", bytes(plain()));
        files.put(
                "cases/x.yaml",
                bytes(
                        "- case: x\n  facts: [{indicator: WAG08, value: 1}, {indicator: OPS06, value: 50}]\n  fires: [H-X]\n"
                                + "- case: y\n  silent: [H-X]\n"));
        return files;
    }

    static SortedMap<String, byte[]> base() {
        return new TreeMap<>(ShenzhenRuleBase.release().files());
    }

    /** What reading refuses: before the checks look at it, and long before it is compiled. */
    static List<String> refusals(SortedMap<String, byte[]> files) {
        List<ContentProblem> problems = new ArrayList<>();
        try {
            RuleCaseReader.read(ReleaseReader.read("attack", files).files(), problems);
        } catch (InvalidContentException refused) {
            problems.addAll(refused.problems());
        }
        return problems.stream()
                .map(problem -> problem.text().zh() + " " + problem.text().en())
                .toList();
    }

    /** What the checks find in what reading lets through. */
    static List<String> errors(SortedMap<String, byte[]> files) {
        return ContentChecks.of(ReleaseReader.read("attack", files)).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.text().zh() + " " + finding.text().en())
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The payload at its place in an otherwise right file; the place decides which file refuses it. */
    static Attack written(String place, String payload) {
        return new Attack(place + ": " + payload) {
            @Override
            List<String> attempt(Path canary, int port) {
                String filled = payload.replace("CANARY", canary.toString())
                        .replace("PORT", Integer.toString(port))
                        .replace("SEEN", "org.fengqiao.governance.check.Seen");
                SortedMap<String, byte[]> files = harmless();
                put(files, place, filled);
                return refusals(files);
            }
        };
    }

    private static void put(SortedMap<String, byte[]> files, String place, String payload) {
        switch (place) {
            case "condition" -> files.put("drl/x.drl", bytes(rule("", "原因", payload, "findings.add(\"H-X\");")));
            case "consequence" -> files.put("drl/x.drl", bytes(rule("", "原因", HARMLESS, payload)));
            case "attribute" -> files.put("drl/x.drl", bytes(rule(payload, "原因", HARMLESS, "findings.add(\"H-X\");")));
            case "before" -> files.put("drl/x.drl", bytes(payload + "\n" + plain()));
            case "after" -> files.put("drl/x.drl", bytes(plain() + payload));
            case "text" -> {
                files.put("drl/x.drl", bytes(rule("", payload, HARMLESS, "findings.add(\"H-X\");")));
                replace(
                        files,
                        "tables/jud.csv",
                        "The court lists the enterprise as a dishonest judgment debtor.",
                        quoted(payload));
            }
            case "number" ->
                replace(
                        files,
                        "tables/jud.csv",
                        "JUD01-1,labour,JUD01,1,,15",
                        "JUD01-1,labour,JUD01,1,," + quoted(payload));
            case "bound" ->
                replace(
                        files,
                        "tables/jud.csv",
                        "JUD01-1,labour,JUD01,1,",
                        "JUD01-1,labour,JUD01," + quoted(payload) + ",");
            case "id" -> replace(files, "tables/jud.csv", "JUD01-1,labour", quoted(payload) + ",labour");
            case "indicator" -> replace(files, "indicators.csv", "WAG08,", quoted(payload) + ",");
            case "route" -> replace(files, "routes.csv", "R-RED-300,", quoted(payload) + ",");
            case "area" ->
                replace(
                        files,
                        "routes.csv",
                        "R-RED-300,labour,RED,300,,,",
                        "R-RED-300,labour,RED,300,," + quoted(payload) + ",");
            case "due" -> replace(files, "routes.csv", ",PT15M,", "," + quoted(payload) + ",");
            case "file" -> files.put(payload, bytes("x"));
            case "cases" -> files.put("cases/y.yaml", bytes(payload));
            default -> throw new IllegalArgumentException(place);
        }
    }

    static String rule(String attribute, String text, String condition, String consequence) {
        return RULE.replace("ATTRIBUTE", attribute)
                .replace("TEXT", text)
                .replace("CONDITION", condition)
                .replace("CONSEQUENCE", consequence);
    }

    static String plain() {
        return rule("", "原因", HARMLESS, "findings.add(\"H-X\");");
    }

    static void replace(SortedMap<String, byte[]> files, String file, String find, String put) {
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        if (!text.contains(find)) throw new IllegalArgumentException(file + " does not hold " + find);
        files.put(file, bytes(text.replace(find, put)));
    }

    static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
