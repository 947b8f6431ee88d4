package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.WebServerCommand;
import picocli.CommandLine.Mixin;

/** Measures this process over HTTP, on a demo city only. */
abstract class ServerBenchCommand implements Runnable, WebServerCommand {
    @Mixin
    CommandOutput out;

    @ConfigProperty(name = "quarkus.http.host")
    String host;

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @Inject
    DemoGuard demo;
}
