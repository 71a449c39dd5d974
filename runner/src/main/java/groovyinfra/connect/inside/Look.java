package groovyinfra.connect.inside;

import groovyinfra.connect.Channel;
import groovyinfra.connect.Connection;
import groovyinfra.connect.Gone;
import groovyinfra.connect.Server;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A short look at the host around: a script, and all that it says. */
record Look(String stdout, String stderr) {

    /** Ends a server of the host around that an earlier connection may have left there. */
    static void release(Place place, Connection around, Optional<Server> left) {
        left.ifPresent(server -> at(place, around, server.release()));
    }

    /** Which process of the host around serves the connection to it; nothing on this machine. */
    Optional<Server> server() {
        return Server.told(stdout);
    }

    /** Runs the script, and waits for its end. */
    static Look at(Place place, Connection around, String script) {
        String question = place.around().isPresent() ? Server.QUESTION : "";
        try (Channel channel = around.spawn("exec sh")) {
            CompletableFuture<String> stderr = new CompletableFuture<>();
            Thread.ofVirtual().name("reader of a look").start(() -> stderr.complete(text(channel.stderr())));
            channel.stdin().write((question + script + "\n").getBytes(StandardCharsets.UTF_8));
            channel.stdin().close();
            return new Look(text(channel.stdout()), stderr.join().strip());
        } catch (IOException | Gone gone) {
            throw new ProblemException(
                    new Problem(
                            "The host around does not answer",
                            Problem.Where.host(place.host().name()),
                            String.valueOf(gone.getMessage()),
                            "look at the host's log of logins, then run again"),
                    gone);
        }
    }

    private static String text(InputStream from) {
        try {
            return new String(from.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            return "";
        }
    }

    boolean says(String line) {
        return stdout.lines().anyMatch(line::equals);
    }
}
