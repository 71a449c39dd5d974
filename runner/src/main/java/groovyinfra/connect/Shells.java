package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shells of a session: one for each user that is needed, opened again when it can be used no longer. Used by one thread, but for
 * the room that others may want.
 */
final class Shells {
    /** A connection that is lost so often while a shell is being opened does not bear that. */
    private static final int MOST_ATTEMPTS = 3;

    private final Host host;
    private final Lifeline lifeline;
    private final UserPasswords passwords;
    private final Spool spool;
    private final Map<Identity, Shell> open =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true)); // last used last
    private volatile Identity present = Identity.LOGIN; // whose shell works, or is wanted
    private final Map<Identity, Becoming> others = new HashMap<>();
    private Optional<ShellProcess> login = Optional.empty(); // the last one of the login user
    private final Map<Identity, String> rests = new ConcurrentHashMap<>(); // what removes records that are left

    Shells(Host host, Lifeline lifeline, UserPasswords passwords, Spool spool) {
        this.host = host;
        this.lifeline = lifeline;
        this.passwords = passwords;
        this.spool = spool;
    }

    /** The connection as this user. */
    Connection connection(Identity as) {
        return as instanceof Identity.Login ? roomy(lifeline.connection()) : becoming(as);
    }

    private Becoming becoming(Identity as) {
        return others.computeIfAbsent(as, who -> new Becoming(host, roomy(lifeline.connection()), who, passwords));
    }

    private Connection roomy(Connection connection) {
        return new Roomy(connection, this::makeRoom);
    }

    /** Closes the shell of another user that has been idle for longest; false if there is none. Any thread may want that. */
    private boolean makeRoom() {
        Optional<Identity> idle;
        Optional<Shell> shell;
        synchronized (open) {
            idle = open.keySet().stream()
                    .filter(as -> !(as instanceof Identity.Login) && !as.equals(present))
                    .findFirst();
            shell = idle.map(open::remove);
        }
        shell.ifPresent(it -> end(idle.get(), it));
        return shell.isPresent();
    }

    /** The shell of this user. Where the connection was lost, or is lost meanwhile, another one is made first. */
    Shell of(Identity as) {
        present = as;
        if (!lifeline.isOpen()) {
            renew("connection closed");
        }
        for (int attempt = 1; !open.containsKey(as); attempt++) {
            try {
                open.put(as, opened(connection(as), as));
            } catch (Gone gone) {
                if (lifeline.isOpen() || login.isEmpty() || attempt == MOST_ATTEMPTS) {
                    throw gone;
                }
                renew(gone.getMessage());
            }
        }
        return open.get(as);
    }

    /** Makes another connection in place of one that was lost; the shells on that one have ended, or end now. */
    void renew(String cause) {
        List.copyOf(open.keySet()).forEach(this::drop);
        others.clear();
        Optional<ShellProcess> old = login;
        Connection lost = lifeline.connection();
        lifeline.renew(cause, connection -> {
            connection.takeOver(lost);
            Shell first = opened(roomy(connection), Identity.LOGIN);
            old.ifPresent(process -> release(first, process.parent()));
            open.put(Identity.LOGIN, first);
        });
    }

    private void release(Shell shell, Server old) {
        Part part = new Part(old.release(), List.of(), Optional.of(Duration.ofSeconds(10)), 4096);
        Message message = new Message(List.of(part), Session.Progress.SILENT, spool);
        shell.carryOut(shell.delivery(message), message, Recovery.NONE);
        if (!shell.isUsable()) {
            throw new Gone("the new connection was lost at once");
        }
    }

    private Shell opened(Connection connection, Identity as) {
        try {
            return tried(connection, as);
        } catch (Shell.Lacking directory) {
            throw Identities.noTemporary(host);
        } catch (Shell.Refused refused) {
            if (!connection.isOpen()) {
                throw new Gone("connection closed");
            }
            throw Identities.refused(host, as, refused.getMessage());
        } catch (IOException broken) {
            throw new Gone(String.valueOf(broken.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Gone("interrupted while a shell was being opened");
        }
    }

    /** Tries again as long as a refusal teaches something, such as that a password is wanted. */
    private Shell tried(Connection connection, Identity as) throws IOException, Shell.Refused, InterruptedException {
        while (true) {
            try {
                String last = removal(as) + Identities.lacking(host);
                Shell shell = Shell.open(connection, Identities.LOGIN, Identities.first(host, connection), last);
                rests.remove(as);
                login = as instanceof Identity.Login ? Optional.of(shell.process()) : login;
                return shell;
            } catch (Shell.Refused refused) {
                if (as instanceof Identity.Login || !becoming(as).learns(refused.getMessage())) {
                    throw refused;
                }
            }
        }
    }

    private String removal(Identity as) {
        return rests.getOrDefault(as, "");
    }

    /** Goes on without the shell of this user. */
    void drop(Identity as) {
        Shell shell = take(as);
        if (shell != null) {
            end(as, shell);
        }
    }

    private void end(Identity as, Shell shell) {
        shell.close();
        // What it could not remove itself is removed by the next one.
        if (!shell.hasLeft() && shell.logbook().isThere()) {
            rests.merge(as, shell.logbook().removal(), String::concat);
        }
    }

    /** Leaves the shell of this user, and its record, to the caller. */
    Shell take(Identity as) {
        return open.remove(as);
    }

    /** Ends all, so that nothing of them stays on the host, as far as that can be reached. */
    void close() {
        if (lifeline.isOpen()) {
            removeRests();
        }
        List<Shell> all = List.copyOf(open.values());
        all.forEach(Shell::leave);
        all.forEach(Shell::close);
        open.clear();
        others.clear();
    }

    private void removeRests() {
        for (Identity as : rests.keySet()) {
            try {
                drop(as);
                of(as);
            } catch (Gone | ProblemException unreachable) {
                // A later run removes it, when it is old enough.
            }
        }
    }
}
