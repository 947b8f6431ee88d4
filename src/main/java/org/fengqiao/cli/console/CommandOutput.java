package org.fengqiao.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.function.Supplier;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers: one result on standard output, as a table or as JSON, and everything else beside it. */
public class CommandOutput {
    @Option(names = "--json", description = "以 JSON 输出结果 / print the result as JSON")
    private boolean json;

    @Option(names = "--lang", description = "zh 或 en，默认取自 LANG / zh or en, by default from LANG")
    private ConsoleLanguage language = ConsoleLanguage.of(System.getenv());

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public boolean json() {
        return json;
    }

    /** What a person reads; only made when it is what is to be shown. */
    public interface Printable {
        String print(ConsoleLanguage language);
    }

    /** The result as JSON, or as {@code printed} says it. */
    public void show(Object result, Supplier<? extends Printable> printed) {
        command.commandLine()
                .getOut()
                .println(json ? toJson(result) : printed.get().print(language));
    }

    /** A sentence beside the result. */
    public void say(BilingualText text) {
        (json ? command.commandLine().getErr() : command.commandLine().getOut()).println(language.of(text));
    }

    /** In the language of the answer. */
    public String localized(BilingualText text) {
        return language.of(text);
    }

    /** Close it when the work is done. */
    public ProgressLine progress(BilingualText what) {
        return new ProgressLine(
                command.commandLine().getErr(), language.of(what), Boolean.getBoolean("fengqiao.terminal"));
    }

    private static String toJson(Object result) {
        try {
            return new ObjectMapper()
                    .findAndRegisterModules()
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
