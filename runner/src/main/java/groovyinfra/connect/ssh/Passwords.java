package groovyinfra.connect.ssh;

import groovyinfra.connect.Asker;
import groovyinfra.model.Secret;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The login passwords of a run: each is asked once, for all hosts with the same user. As long as nobody knows whether one is right
 * it is tried on one host at a time, and where it is wrong on that host, on no other: a locked account is worse than a host that
 * is not reached.
 */
final class Passwords {
    private final Asker asker;
    private final ReentrantLock asking;
    private final Map<String, Optional<Secret>> asked = new HashMap<>(); // guarded by asking
    private final Map<Account, Trial> trials = new ConcurrentHashMap<>();

    private record Account(String user, Secret password) {}

    Passwords(Asker asker, ReentrantLock asking) {
        this.asker = asker;
        this.asking = asking;
    }

    /** The password that a host is shown in any case; nothing where none is given, nor to be asked for. */
    Optional<Trial> of(SshSettings settings) {
        SshSettings.Login login = settings.login();
        return login.password().isEmpty() && login.askPassword()
                ? asked(settings)
                : login.password().map(password -> trial(settings, password));
    }

    /** The password that a person gives; nothing where nobody can be asked. */
    Optional<Trial> asked(SshSettings settings) {
        asking.lock();
        try {
            return asked.computeIfAbsent(settings.user(), user -> asker.secret("Password of " + user + " on the hosts"))
                    .map(password -> trial(settings, password));
        } finally {
            asking.unlock();
        }
    }

    private Trial trial(SshSettings settings, Secret password) {
        return trials.computeIfAbsent(new Account(settings.user(), password), Trial::new);
    }

    /** What became of a password on one host. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** It was wrong on another host. */
        WITHHELD,
        /** The server wanted more than a password. */
        UNCLEAR
    }

    /** Shows the password to a server. */
    interface Attempt {
        Outcome of(Secret password) throws IOException;
    }

    /** A password of one user, and what is known of it. */
    static final class Trial {
        private final Secret password;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Optional<Outcome> known = Optional.empty(); // written by who holds the lock

        private Trial(Account account) {
            this.password = account.password;
        }

        Outcome on(Attempt attempt) throws IOException {
            if (known.isPresent()) {
                return further(attempt);
            }
            lock.lock();
            try {
                if (known.isPresent()) {
                    return further(attempt);
                }
                Outcome outcome = attempt.of(password);
                known = Optional.of(outcome).filter(it -> it != Outcome.UNCLEAR);
                return outcome;
            } finally {
                lock.unlock();
            }
        }

        private Outcome further(Attempt attempt) throws IOException {
            return known.equals(Optional.of(Outcome.WRONG)) ? Outcome.WITHHELD : attempt.of(password);
        }
    }
}
