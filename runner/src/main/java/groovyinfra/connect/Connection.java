package groovyinfra.connect;

import groovyinfra.model.Command;
import java.io.IOException;
import java.time.Duration;

/** An open way to one host. */
public interface Connection extends AutoCloseable {

    /** Starts a command under the user's login shell, which may be any shell: only {@code exec sh} is asked of it. */
    Channel spawn(String command) throws IOException;

    /**
     * Starts a command that has a terminal, on which its output and its errors are one. The host's {@code script} makes it, where
     * the connection has no terminals of its own.
     *
     * @param command as for {@link #spawn}
     */
    default Channel spawnOnTerminal(String command) throws IOException {
        return spawn("exec script -qec " + Command.quote(command) + " /dev/null");
    }

    /** The connection from which its processes can be seen and ended, with the rights to do so: this one, unless it is blind. */
    default Connection overseer() {
        return this;
    }

    /** The path by which the overseer knows a file of the host. */
    default String overseen(String path) {
        return path;
    }

    /** Whether commands begin where they should, in the runner's directory; else they are led to the home of their user. */
    default boolean beginsInPlace() {
        return false;
    }

    /** How long a shell may take until it answers: start-up files that wait for something would keep it for ever. */
    default Duration patience() {
        return Duration.ofMinutes(1);
    }

    /** For how long it is worth while to try to connect again, should it be lost; zero if it is not. */
    default Duration reconnection() {
        return Duration.ZERO;
    }

    /**
     * Comes in the place of one that was lost: ends what that one has left on other hosts, such as one on the way, which may hold up
     * what runs. May throw what connecting may throw.
     */
    default void takeOver(Connection lost) {}

    /** Whether the host is still there, as far as is known. */
    boolean isOpen();

    /** Closes it with all its channels; never blocks for long. */
    @Override
    void close();
}
