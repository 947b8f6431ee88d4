package org.fengqiao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.cli.FengqiaoCommand;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What documents name exists: tests, classes and their members, API paths, files, commands, settings, terms. */
class DocumentsTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    /** A class name, perhaps with its package before it and a member after it. */
    private static final Pattern NAME = Pattern.compile("(?:[a-z]+\\.)*([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?(?:[.(].*)?");

    private static final Pattern API_PATH = Pattern.compile("/api/v1/[a-z][\\w/{}-]*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern SETTING = Pattern.compile("FENGQIAO_[A-Z_]*[A-Z]");

    /** Names of libraries, standards and generated types; every other name of this form is ours. */
    private static final Set<String> NOT_OURS = Set.of(
            "BreakIterator",
            "CareFacts",
            "Connection",
            "DataSource",
            "IntegrityFacts",
            "LabourBand",
            "LabourFacts",
            "MaxInlineLevel",
            "PanacheRepositoryBase",
            "Transactional",
            "Unknown");

    private static final Map<String, String> DOCUMENTS =
            read(".md", "README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "docs", "rules");
    private static final Map<String, String> MAIN = read(".java", "src/main/java");
    private static final Map<String, String> SOURCE_OF_TYPE = sourceOfType();

    @Test
    void every_class_and_member_a_document_names_exists() {
        List<String> missing = new ArrayList<>();
        inDocuments(CODE, (document, code) -> {
            Matcher name = NAME.matcher(code);
            if (!name.matches() || isFileName(code) || NOT_OURS.contains(name.group(1))) return;
            String source = SOURCE_OF_TYPE.get(name.group(1));
            String member = name.group(2);
            if (source == null
                    || member != null
                            && !Pattern.compile("\\b" + member + "\\b")
                                    .matcher(source)
                                    .find()) missing.add(document + ": " + code);
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void every_invariant_names_tests_that_exist() {
        List<String> rows = tableRows("docs/invariants.md");
        assertThat(rows).hasSizeGreaterThan(50);
        List<String> missing = new ArrayList<>();
        for (String row : rows) {
            List<String> tests = codes(row.split("\\|")[2]);
            if (tests.isEmpty()) missing.add("no test: " + row);
            for (String test : tests) {
                String[] name = test.split("\\.");
                String source = SOURCE_OF_TYPE.get(name[0]);
                if (source == null || name.length > 1 && !declares(source, name[1])) missing.add(test);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_api_path_a_document_names_exists() throws IOException {
        Set<String> endpoints = Files.readAllLines(Path.of("src/test/resources/endpoints.csv")).stream()
                .filter(line -> line.contains(",/"))
                .map(line -> shape(line.split(",")[1]) + "/")
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        inDocuments(API_PATH, (document, path) -> {
            if (endpoints.stream().noneMatch(endpoint -> endpoint.startsWith(shape(path) + "/")))
                missing.add(document + ": " + path);
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void every_link_leads_to_a_file() {
        List<String> missing = new ArrayList<>();
        inDocuments(LINK, (document, target) -> {
            if (!Files.exists(Path.of(document).resolveSibling(target))) missing.add(document + ": " + target);
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void the_documented_commands_are_those_that_exist() {
        Set<String> commands = new TreeSet<>();
        collect(new CommandLine(FengqiaoCommand.class), "", commands);
        Set<String> documented = tableRows("docs/commands.md").stream()
                .filter(row -> !row.contains("`head.bantian`") && row.split("\\|").length > 2)
                .flatMap(row -> codes(row.split("(?<!\\\\)\\|")[1]).stream())
                .filter(usage -> !usage.contains("."))
                .map(usage -> longest(commands, usage))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(commands);
    }

    @Test
    void every_setting_is_documented() throws IOException {
        String used = Files.readString(Path.of("fengqiao"))
                + Files.readString(Path.of("src/main/resources/application.properties"))
                + String.join("", MAIN.values());
        String documents = String.join("", DOCUMENTS.values());
        assertThat(SETTING.matcher(used).results().map(MatchResult::group).distinct())
                .isNotEmpty()
                .filteredOn(name -> !documents.contains(name))
                .isEmpty();
    }

    @Test
    void every_term_of_the_glossary_has_its_name_in_the_code() {
        String words = String.join("\n", MAIN.values())
                + String.join("\n", read(".sql", "src/main/resources/db").values());
        assertThat(tableRows("docs/glossary.md"))
                .isNotEmpty()
                .flatExtracting(DocumentsTest::codes)
                .filteredOn(name -> !SOURCE_OF_TYPE.containsKey(name)
                        && !(name.matches("[A-Z_]+|[a-z_]+")
                                && Pattern.compile("\\b" + name + "\\b")
                                        .matcher(words)
                                        .find()))
                .isEmpty();
    }

    private static void inDocuments(Pattern pattern, BiConsumer<String, String> each) {
        DOCUMENTS.forEach((document, text) -> pattern.matcher(text)
                .results()
                .forEach(found -> each.accept(document, found.group(found.groupCount()))));
    }

    private static List<String> tableRows(String document) {
        return DOCUMENTS
                .get(document)
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .toList();
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }

    /** A test method is neither private nor static. */
    private static boolean declares(String source, String test) {
        return Pattern.compile("(?m)^    [\\w<>]+ " + test + "\\(")
                .matcher(source)
                .find();
    }

    private static String shape(String path) {
        return path.replaceAll("/(\\{\\w+}|[A-Z]+|\\d+)(?=/|$)", "/*").replaceAll("/$", "");
    }

    private static boolean isFileName(String code) {
        return code.matches(".*\\.(md|csv|yaml|json|java|sql|xlsx|txt|xml|ttf)");
    }

    private static String longest(Set<String> commands, String usage) {
        return commands.stream()
                .filter(command -> (usage + " ").startsWith(command + " "))
                .reduce((one, other) -> one.length() > other.length() ? one : other)
                .orElse("no such command: " + usage);
    }

    private static void collect(CommandLine command, String prefix, Set<String> names) {
        command.getSubcommands().forEach((name, sub) -> {
            if (sub.getSubcommands().isEmpty() || sub.getCommand() instanceof Runnable) names.add(prefix + name);
            collect(sub, prefix + name + " ", names);
        });
    }

    private static Map<String, String> sourceOfType() {
        Map<String, String> sources = new TreeMap<>();
        read(".java", "src").values().forEach(source -> TYPE.matcher(source)
                .results()
                .forEach(type -> sources.merge(type.group(1), source, String::concat)));
        return sources;
    }

    private static Map<String, String> read(String ending, String... places) {
        Map<String, String> texts = new TreeMap<>();
        for (String place : places) {
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(ending)).toList())
                    texts.put(file.toString(), Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }
}
