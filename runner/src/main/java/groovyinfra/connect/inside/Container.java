package groovyinfra.connect.inside;

import groovyinfra.connect.Channel;
import groovyinfra.connect.Connection;
import groovyinfra.connect.Server;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A running container, by docker's or podman's own program. One that we started ends with the connection. */
final class Container implements Connection {
    private record Reason(String said, String summary, String attempt) {}

    private static final List<Reason> REASONS = List.of(
            new Reason(
                    "cannot connect to the docker daemon|is the docker daemon running|connection refused",
                    "%1$s is not running",
                    "start it on the host around: systemctl start %1$s"),
            new Reason(
                    "permission denied.*(?:socket|daemon)|got permission denied|connect: permission denied",
                    "%1$s is not allowed",
                    "write sudo/%1$s:%2$s, or add the user to the group %1$s"),
            new Reason(
                    "[\"']?sh[\"']?: executable file not found|sh: no such file|stat sh:",
                    "The container has no sh",
                    "use an image that has a shell"),
            new Reason(
                    "unable to find image|pull access denied|manifest unknown|not found.*manifest|no such"
                            + " image|short-name|repository.*not exist|name unknown|requested access to the resource is"
                            + " denied|error initializing source",
                    "No such container or image",
                    "correct the name; %1$s ps -a and %1$s images list what there is"),
            new Reason(
                    "^(?:.*[ :])?%1$s: (?:command )?not found|%1$s: no such file",
                    "The host has no %1$s", "install %1$s on the host around"));

    private final Place place;
    private final Connection around;
    private final String container;
    private final Optional<Started> started;
    private final Optional<Server> server;

    private Container(
            Place place, Connection around, String container, Optional<Started> started, Optional<Server> server) {
        this.place = place;
        this.around = around;
        this.container = container;
        this.started = started;
        this.server = server;
    }

    static Connection enter(Place place, Connection around) {
        String program = place.kind().program();
        Look seen = Look.at(
                place, around, "exec " + program + " container inspect -f '{{.State.Running}}' " + place.name());
        if (seen.says("true")) {
            return new Container(place, around, place.name(), Optional.empty(), seen.server());
        }
        if (seen.says("false")) {
            throw problem(
                    place, "Container is not running", place.name(), "start it: " + program + " start " + place.name());
        }
        if (!Pattern.compile(
                        "no such (?:container|object)|no container with|does not exist in database",
                        Pattern.CASE_INSENSITIVE)
                .matcher(seen.stderr())
                .find()) {
            throw refused(place, seen.stderr());
        }
        Started started = Started.of(place, around);
        return new Container(place, around, started.name(), Optional.of(started), seen.server());
    }

    /** Why there is no container, from what was said instead. */
    static ProblemException refused(Place place, String said) {
        String program = place.kind().program();
        return REASONS.stream()
                .filter(reason -> Pattern.compile(
                                reason.said().replace("%1$s", program), Pattern.CASE_INSENSITIVE | Pattern.MULTILINE)
                        .matcher(said)
                        .find())
                .findFirst()
                .map(reason -> problem(
                        place,
                        reason.summary().formatted(program, place.name()),
                        place.name() + (said.isEmpty() ? "" : "\n" + said),
                        reason.attempt().formatted(program, place.name())))
                .orElseGet(() -> problem(
                        place,
                        "The container does not start",
                        place.name() + "\n" + said,
                        "try on the host around: " + program + " run --rm " + place.name() + " sh -c true"));
    }

    private static ProblemException problem(Place place, String summary, String detail, String attempt) {
        return new ProblemException(
                new Problem(summary, Problem.Where.host(place.host().name()), detail, attempt));
    }

    @Override
    public Channel spawn(String command) throws IOException {
        return around.spawn(inside("-i", command));
    }

    @Override
    public Channel spawnOnTerminal(String command) throws IOException {
        return around.spawnOnTerminal(inside("-it", command));
    }

    private String inside(String flags, String command) {
        return "exec " + place.kind().program() + " exec " + flags + " " + container + " "
                + command.substring("exec ".length());
    }

    /** One that we started is gone when the connection is. */
    @Override
    public Duration reconnection() {
        return started.isPresent() ? Duration.ZERO : around.reconnection();
    }

    @Override
    public void takeOver(Connection lost) {
        if (lost instanceof Container earlier) {
            Look.release(place, around, earlier.server);
        }
    }

    @Override
    public boolean isOpen() {
        return around.isOpen();
    }

    @Override
    public void close() {
        started.ifPresent(Started::end);
        around.close();
    }
}
