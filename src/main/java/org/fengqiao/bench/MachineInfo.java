package org.fengqiao.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine that figures were measured on; part of every result.
 *
 * @param memoryGb of the whole machine; 0 if unknown
 * @param heapMb maximum heap of this JVM
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

    /** Peak resident memory of this process in megabytes; 0 if unknown. */
    public static int peakMemoryMb() {
        return (int) (kilobytes(after("/proc/self/status", "VmHWM")) >> 10);
    }

    private static long kilobytes(String value) {
        return value.isEmpty()
                ? 0
                : Long.parseLong(value.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", ""));
    }

    /** The value of the first line that starts with the name; empty on systems without such a file. */
    private static String after(String file, String name) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) return "";
        try {
            return Files.readAllLines(path).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
