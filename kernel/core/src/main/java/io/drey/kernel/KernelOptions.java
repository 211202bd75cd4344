package io.drey.kernel;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How a kernel finds home; given by whoever launches it, in the environment.
 *
 * @param server the server's address, such as {@code ws://127.0.0.1:8888}
 * @param kernelId who this kernel is
 * @param token what it shows; stays valid for this kernel's reconnects
 */
record KernelOptions(URI server, String kernelId, String token) {
    private static final String SERVER_URL = "DREY_SERVER_URL";
    private static final String KERNEL_ID = "DREY_KERNEL_ID";
    private static final String KERNEL_TOKEN = "DREY_KERNEL_TOKEN";

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     */
    static KernelOptions parse(Map<String, String> environment) {
        URI server = URI.create(require(environment, SERVER_URL));
        if (!"ws".equals(server.getScheme()) && !"wss".equals(server.getScheme())) {
            throw new IllegalArgumentException(
                    SERVER_URL + ": " + server + " (expected: ws://host:port or wss://host:port)");
        }
        return new KernelOptions(
                server, require(environment, KERNEL_ID), require(environment, KERNEL_TOKEN));
    }

    URI endpoint() {
        String base = server.toString().replaceFirst("/+$", "");
        return URI.create(
                base + "/kernel?id=" + URLEncoder.encode(kernelId, StandardCharsets.UTF_8));
    }

    private static String require(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set in the environment");
        }
        return value.strip();
    }
}
