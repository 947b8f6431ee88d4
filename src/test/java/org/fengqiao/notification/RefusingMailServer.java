package org.fengqiao.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of a mail server as it takes to say that there is no such mailbox. */
final class RefusingMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    RefusingMailServer(int port) throws IOException {
        socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::listen);
    }

    /** The addresses it was asked for. */
    List<String> refused() {
        return refused;
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
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String word = line.strip().toUpperCase(Locale.ROOT);
                if (word.startsWith("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                if (word.startsWith("RCPT")) {
                    refused.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                    say(out, "550 5.1.1 no such mailbox");
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // the caller is gone
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
