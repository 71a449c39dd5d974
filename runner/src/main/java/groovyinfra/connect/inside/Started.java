package groovyinfra.connect.inside;

import groovyinfra.connect.Channel;
import groovyinfra.connect.Connection;
import groovyinfra.connect.Gone;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A container that was started from an image. It lasts as long as the standard input of its first process, which is ours: when we
 * are gone, in whatever way, it ends and is removed.
 */
final class Started {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Place place;
    private final Connection around;
    private final Channel first;
    private final String name;

    private Started(Place place, Connection around, Channel first, String name) {
        this.place = place;
        this.around = around;
        this.first = first;
        this.name = name;
    }

    static Started of(Place place, Connection around) {
        String name = "groovy-infra-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        try {
            // Nothing but a shell is needed in the image: it waits for a line that never comes.
            Channel first = around.spawn("exec " + place.kind().program() + " run -i --rm --name " + name
                    + " --entrypoint sh " + place.name() + " -c 'echo " + name + "; read -r line'");
            CompletableFuture<String> complaint = new CompletableFuture<>();
            Thread.ofVirtual()
                    .name("reader of a container's stderr")
                    .start(() -> complaint.complete(text(first.stderr())));
            if (!hasBegun(first.stdout(), name)) {
                first.close();
                throw Container.refused(place, complaint.join().strip());
            }
            Thread.ofVirtual().name("reader of a container's stdout").start(() -> drain(first.stdout()));
            return new Started(place, around, first, name);
        } catch (IOException | Gone gone) {
            throw Container.refused(place, String.valueOf(gone.getMessage()));
        }
    }

    String name() {
        return name;
    }

    private static boolean hasBegun(InputStream from, String name) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = from.read(); one >= 0; one = from.read()) {
            if (one == '\n' && line.toString().endsWith(name)) {
                return true;
            }
            line.append((char) one);
            if (one == '\n') {
                line.setLength(0);
            }
        }
        return false;
    }

    private static String text(InputStream from) {
        try {
            return new String(from.readNBytes(64 << 10), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            return "";
        }
    }

    private static void drain(InputStream from) {
        try {
            from.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // nothing more comes
        }
    }

    /** Ends it, and waits a little until it is removed. */
    void end() {
        try {
            first.stdin().close();
            Thread waiting = Thread.ofVirtual().start(this::awaitEnd);
            if (!waiting.join(FAREWELL)) {
                Look.at(place, around, "exec " + place.kind().program() + " rm -f " + name + " >/dev/null");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException gone) {
            // With the connection its standard input has ended, and so it ends itself.
        } finally {
            first.close();
        }
    }

    private void awaitEnd() {
        try {
            first.exit();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
