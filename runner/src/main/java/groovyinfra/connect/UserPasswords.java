package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import groovyinfra.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The passwords with which users become others during a run. Each is asked once for all hosts. The first host shows whether it is
 * right, while the others wait: one that was refused before it was accepted anywhere is not tried again.
 */
public final class UserPasswords {
    /** The settings of a host that hold such passwords. */
    public static final String SUDO = "sudoPassword";

    /** Of the user that su leads to. */
    public static final String SU = "suPassword";

    private static final String REFUSED_BEFORE = "it was refused before, and is not tried again";

    private final Asker asker;
    private final ReentrantLock asking = new ReentrantLock();
    private final Map<Optional<String>, Optional<Secret>> asked = new HashMap<>(); // by user; guarded by asking
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition decided = turn.newCondition();
    private final Map<Claim, Standing> standings = new HashMap<>(); // guarded by turn
    private final Map<Refusal, String> refusals = new HashMap<>(); // what was said; guarded by turn

    private enum Standing {
        TRIED,
        GOOD,
        WRONG
    }

    /** That this is the password of an account: nobody in particular is who has logged in. */
    private record Claim(Optional<String> owner, Secret password) {}

    private record Refusal(String host, Claim claim) {}

    /** How a try ended. */
    enum Verdict {
        ACCEPTED,
        REFUSED,
        UNKNOWN
    }

    /** Asks this person for what the inventory does not give. */
    public UserPasswords(Asker asker) {
        this.asker = asker;
    }

    /** What sudo and doas ask for, of all hosts whose inventory gives none; to be called before a run, so that nobody is asked in it. */
    public Optional<Secret> askForSudo() {
        return asked(Identity.root());
    }

    /** The password that a host wants to see; nothing where none is given and nobody can be asked. */
    Optional<Secret> of(Host host, Identity identity) {
        return given(host, setting(identity)).or(() -> asked(identity));
    }

    private static Optional<Secret> given(Host host, String setting) {
        return Optional.ofNullable(host.settings().get(setting))
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast);
    }

    private Optional<Secret> asked(Identity identity) {
        asking.lock();
        try {
            return asked.computeIfAbsent(owner(identity), _ -> asker.secret(question(identity)));
        } finally {
            asking.unlock();
        }
    }

    /** Whether the password is known by now, and known not to be right. */
    boolean wereRefused(Host host, Identity identity) {
        return claim(host, identity)
                .filter(claim -> underTurn(() -> isRefused(host, claim)))
                .isPresent();
    }

    /** That the password is not tried again, and what was said on this host when it was. */
    String refusedBefore(Host host, Identity identity) {
        return claim(host, identity)
                .flatMap(claim -> underTurn(() -> Optional.ofNullable(refusals.get(new Refusal(host.name(), claim)))))
                .map(said -> said + "\n" + REFUSED_BEFORE)
                .orElse(REFUSED_BEFORE);
    }

    private Optional<Claim> claim(Host host, Identity identity) {
        Optional<Secret> known = given(host, setting(identity));
        if (known.isEmpty()) {
            asking.lock();
            try {
                known = asked.getOrDefault(owner(identity), Optional.empty());
            } finally {
                asking.unlock();
            }
        }
        return known.map(password -> new Claim(owner(identity), password));
    }

    private <T> T underTurn(Supplier<T> look) {
        turn.lock();
        try {
            return look.get();
        } finally {
            turn.unlock();
        }
    }

    private boolean isRefused(Host host, Claim claim) {
        return standings.get(claim) == Standing.WRONG || refusals.containsKey(new Refusal(host.name(), claim));
    }

    private static String setting(Identity identity) {
        return identity instanceof Identity.Su ? SU : SUDO;
    }

    /** Whose password it is; nobody for the one who has logged in. */
    private static Optional<String> owner(Identity identity) {
        return identity instanceof Identity.Su(String user, Identity.Manner _) ? Optional.of(user) : Optional.empty();
    }

    private static String question(Identity identity) {
        String of = owner(identity).map(user -> " of " + user).orElse("");
        return "Password" + of + " for " + Identities.program(identity) + " on the hosts";
    }

    /** An answer to a question that only one host asks, such as for a code of a second factor. */
    Optional<Secret> ask(Host host, String question) {
        asking.lock();
        try {
            return asker.secret(host.name() + " asks: " + question);
        } finally {
            asking.unlock();
        }
    }

    /**
     * Whether a host may be shown a password of an account; waits while another host is the first to see it. If so, the caller has to
     * {@link #tell} how that ended.
     */
    boolean mayTry(Host host, Identity identity, Secret password) throws InterruptedException {
        Claim claim = new Claim(owner(identity), password);
        turn.lockInterruptibly();
        try {
            while (standings.get(claim) == Standing.TRIED) {
                decided.await();
            }
            if (isRefused(host, claim)) {
                return false;
            }
            standings.putIfAbsent(claim, Standing.TRIED);
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** Says how a try ended, and what was said. */
    void tell(Host host, Identity identity, Secret password, Verdict verdict, String said) {
        Claim claim = new Claim(owner(identity), password);
        turn.lock();
        try {
            boolean good = standings.get(claim) == Standing.GOOD;
            switch (verdict) {
                case ACCEPTED -> standings.put(claim, Standing.GOOD);
                case REFUSED -> {
                    refusals.put(new Refusal(host.name(), claim), said);
                    standings.put(claim, good ? Standing.GOOD : Standing.WRONG);
                }
                case UNKNOWN -> standings.compute(claim, (_, was) -> good ? was : null);
            }
            decided.signalAll();
        } finally {
            turn.unlock();
        }
    }
}
