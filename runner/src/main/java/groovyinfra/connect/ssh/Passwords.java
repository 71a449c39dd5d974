package groovyinfra.connect.ssh;

import groovyinfra.connect.Asker;
import groovyinfra.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The login passwords of a run: each is asked once, for all hosts with the same user. */
final class Passwords {
    private final Asker asker;
    private final ReentrantLock asking;
    private final Map<String, Optional<Secret>> asked = new HashMap<>(); // guarded by asking

    Passwords(Asker asker, ReentrantLock asking) {
        this.asker = asker;
        this.asking = asking;
    }

    /** The password for a host; nothing where none was given and none may be asked for. */
    Optional<Secret> of(SshSettings settings) {
        SshSettings.Login login = settings.login();
        if (login.password().isPresent() || !login.askPassword()) {
            return login.password();
        }
        asking.lock();
        try {
            return asked.computeIfAbsent(
                    settings.user(), user -> asker.secret("Password of " + user + " on the hosts: "));
        } finally {
            asking.unlock();
        }
    }
}
