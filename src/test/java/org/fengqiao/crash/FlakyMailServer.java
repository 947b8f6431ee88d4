package org.fengqiao.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a mail server as it takes to receive, and to refuse, break off, or break off after it took a mail. */
final class FlakyMailServer implements AutoCloseable {
    private static final int FAILS_PERCENT = 30;
    private static final Pattern ALERT = Pattern.compile("/alerts/([0-9a-f-]{36})");

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DeliveryReceipts takings;
    private final Random random;
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean flaky = true;

    FlakyMailServer(DeliveryReceipts takings, long seed) throws IOException {
        this.takings = takings;
        random = new Random(seed);
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    void behave() {
        flaky = false;
    }

    int attempts() {
        return attempts.get();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                threads.execute(() -> converse(caller));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket caller) {
        try (caller;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = caller.getOutputStream()) {
            say(out, "220 here");
            String person = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String word = line.strip().toUpperCase(Locale.ROOT);
                if (word.startsWith("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                if (word.startsWith("RCPT")) person = line.substring(line.indexOf('<') + 1, line.indexOf('@'));
                if (word.equals("DATA")) {
                    if (!take(person, in, out)) return;
                } else {
                    if (word.startsWith("MAIL")) attempts.incrementAndGet();
                    int how = word.startsWith("MAIL") && flaky ? random.nextInt(100) : 99;
                    if (how < FAILS_PERCENT / 3) return;
                    say(out, how < 2 * FAILS_PERCENT / 3 ? "451 later" : "250 ok");
                }
            }
        } catch (IOException e) {
            // whoever called was killed, or went away
        }
    }

    /** False when it breaks off. */
    private boolean take(String person, BufferedReader in, OutputStream out) throws IOException {
        say(out, "354 go on");
        UUID key = null;
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) return false;
            if (line.toLowerCase(Locale.ROOT).startsWith("message-id:"))
                key = UUID.fromString(line.substring(line.indexOf('<') + 1, line.indexOf('@')));
            // Quoted-printable folds long lines.
            if (line.endsWith("=")) text.append(line, 0, line.length() - 1);
            else text.append(line).append('\n');
        }
        Matcher alert = ALERT.matcher(text);
        takings.take(key, "EMAIL", person, alert.find() ? UUID.fromString(alert.group(1)) : null);
        // It has it, and whoever sent it never hears so.
        if (flaky && random.nextInt(100) < FAILS_PERCENT / 3) return false;
        say(out, "250 taken");
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
