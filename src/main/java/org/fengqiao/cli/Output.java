package org.fengqiao.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.function.Supplier;
import org.fengqiao.platform.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers: one result on standard output, as a table or as JSON, and everything else beside it. */
public class Output {
    @Option(names = "--json", description = "以 JSON 输出结果 / print the result as JSON")
    private boolean json;

    @Option(names = "--lang", description = "zh 或 en，默认取自 LANG / zh or en, by default from LANG")
    private Language language = Language.of(System.getenv());

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public boolean json() {
        return json;
    }

    /** What a person reads; only made when it is what is to be shown. */
    public interface Printed {
        String print(Language language);
    }

    /** The result as JSON, or as {@code printed} says it. */
    public void show(Object result, Supplier<? extends Printed> printed) {
        command.commandLine()
                .getOut()
                .println(json ? toJson(result) : printed.get().print(language));
    }

    /** A sentence beside the result. */
    public void say(Text text) {
        (json ? command.commandLine().getErr() : command.commandLine().getOut()).println(language.of(text));
    }

    /** In the language of the answer. */
    public String in(Text text) {
        return language.of(text);
    }

    /** Close it when the work is done. */
    public Progress progress(Text what) {
        return new Progress(command.commandLine().getErr(), language.of(what), Boolean.getBoolean("fengqiao.terminal"));
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
