package org.fengqiao.platform.web;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/** The endpoints of the application under test, by method and path template. */
final class RunningEndpoints {
    private RunningEndpoints() {}

    static Map<String, RuntimeResource> all() {
        Map<String, RuntimeResource> found = new HashMap<>();
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        RuntimeResourceVisitor.visitRuntimeResources("", deployment.getClassMappers(), new RuntimeResourceVisitor() {
            @Override
            public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                found.put(method + " " + path, resource);
            }
        });
        return found;
    }
}
