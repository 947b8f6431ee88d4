package org.fengqiao.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where figures come from, told beside each of them.
 *
 * @param memoryGb of the whole machine; 0 where the system does not say
 * @param heapMb the most heap this JVM may use
 */
public record MachineInfo(String processor, int cores, int memoryGb, String os, String java, int heapMb) {

    public static MachineInfo here() {
        return new MachineInfo(
                after("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                (int) (kilobytes(after("/proc/meminfo", "MemTotal")) >> 20),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                (int) (Runtime.getRuntime().maxMemory() >> 20));
    }

    /** Most memory the process of this JVM has had resident so far, in megabytes; 0 where the system does not say. */
    public static int peakMemoryMb() {
        return (int) (kilobytes(after("/proc/self/status", "VmHWM")) >> 10);
    }

    private static long kilobytes(String value) {
        return value.isEmpty()
                ? 0
                : Long.parseLong(value.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", ""));
    }

    /** The value of the first line that begins with a name; empty on systems that have no such file. */
    private static String after(String file, String name) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) return "";
        try {
            List<String> lines = Files.readAllLines(path);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
