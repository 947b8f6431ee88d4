package org.fengqiao.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.commons.io.file.PathUtils;

/** What the rules of architecture are held against: the product, and small faults planted to see a rule catch them. */
final class MainCode {
    static final String ROOT = "org.fengqiao";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final Pattern PACKAGE = Pattern.compile("package ([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

    private MainCode() {}

    /** The classes of these sources, compiled aside: the tests' own folder is part of the application under test. */
    static JavaClasses compiled(String... sources) {
        try {
            Path folder = Files.createTempDirectory("planted");
            try {
                StringWriter errors = new StringWriter();
                List<Source> units = Arrays.stream(sources).map(Source::of).toList();
                List<String> options =
                        List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
                boolean compiles = ToolProvider.getSystemJavaCompiler()
                        .getTask(errors, null, null, options, null, units)
                        .call();
                assertThat(compiles).as(errors.toString()).isTrue();
                return new ClassFileImporter().importPath(folder);
            } finally {
                PathUtils.deleteDirectory(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the rule refuses these sources and names each of these words. */
    static void assertRefused(ArchRule rule, List<String> words, String... sources) {
        var result = rule.evaluate(compiled(sources));
        assertThat(result.hasViolation()).as(rule.getDescription()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(words);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        static Source of(String text) {
            return new Source(first(PACKAGE, text) + "." + first(TYPE, text), text);
        }

        private static String first(Pattern pattern, String text) {
            Matcher found = pattern.matcher(text);
            assertThat(found.find()).as(text).isTrue();
            return found.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
