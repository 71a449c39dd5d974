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

/** A directory tree as the whole file system, by chroot. Processes are those of the host around. */
final class Tree implements Connection {
    private record Reason(String word, String summary, String attempt) {}

    private static final List<Reason> REASONS = List.of(
            new Reason("user", "Chroot needs root", "write sudo/chroot:%s, or log in as root"),
            new Reason("program", "The host has no chroot", "install chroot there (package coreutils)"),
            new Reason("directory", "No such directory", "create %s, for example by debootstrap"),
            new Reason("shell", "The directory tree has no sh", "install a shell at %s/bin/sh"));

    private final Place place;
    private final Connection around;
    private final Optional<Server> server;

    private Tree(Place place, Connection around, Optional<Server> server) {
        this.place = place;
        this.around = around;
        this.server = server;
    }

    static Connection enter(Place place, Connection around) {
        String look = """
            { [ "$(id -u)" = 0 ] || echo user; command -v chroot >/dev/null || echo program
            [ -d DIR ] || { echo directory; exit; }
            [ -x DIR/bin/sh ] || [ -L DIR/bin/sh ] || [ -L DIR/bin ] || echo shell; exit; }\
            """.replace("DIR", place.name());
        Look seen = Look.at(place, around, look);
        REASONS.stream().filter(reason -> seen.says(reason.word())).findFirst().ifPresent(reason -> {
            throw new ProblemException(new Problem(
                    reason.summary(),
                    Problem.Where.host(place.host().name()),
                    place.name(),
                    reason.attempt().formatted(place.name())));
        });
        return new Tree(place, around, seen.server());
    }

    @Override
    public Channel spawn(String command) throws IOException {
        return around.spawn(inside(command));
    }

    @Override
    public Channel spawnOnTerminal(String command) throws IOException {
        return around.spawnOnTerminal(inside(command));
    }

    private String inside(String command) {
        return "exec chroot " + place.name() + " " + command.substring("exec ".length());
    }

    /** There may be no table of processes inside. */
    @Override
    public Connection overseer() {
        return around;
    }

    @Override
    public String overseen(String path) {
        return place.name() + path;
    }

    @Override
    public Duration reconnection() {
        return around.reconnection();
    }

    @Override
    public void takeOver(Connection lost) {
        if (lost instanceof Tree earlier) {
            Look.release(place, around, earlier.server);
        }
    }

    @Override
    public boolean isOpen() {
        return around.isOpen();
    }

    @Override
    public void close() {
        around.close();
    }
}
