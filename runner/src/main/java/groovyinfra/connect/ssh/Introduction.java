package groovyinfra.connect.ssh;

import groovyinfra.connect.Asker;
import groovyinfra.connect.ssh.SshSettings.Route;
import groovyinfra.model.Folded;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes unknown hosts known, with one question for all of them. */
final class Introduction {
    private static final int AT_ONCE = 64;

    private final HostKeys keys;
    private final Dial dial;
    private final Asker asker;
    private final Map<Door, ProblemException> refusals = new ConcurrentHashMap<>();

    private record Door(String host, String server) {}

    /** A host that may or may not be known. */
    record Guest(String host, SshSettings settings) {}

    Introduction(HostKeys keys, Dial dial, Asker asker) {
        this.keys = keys;
        this.dial = dial;
        this.asker = asker;
    }

    /**
     * Those that stand before others come first: through them the others are asked.
     *
     * @param say is told before hosts are asked, which may take its time
     */
    void of(List<Guest> guests, Consumer<String> say) {
        List<Guest> before = guests.stream()
                .flatMap(guest -> guest.settings.route() instanceof Route.Through(SshSettings jump)
                        ? Stream.of(new Guest(jump.address(), jump))
                        : Stream.of())
                .distinct()
                .toList();
        if (!before.isEmpty()) {
            of(before, say);
        }
        List<Guest> strangers = guests.stream().filter(this::isStranger).toList();
        if (strangers.isEmpty()) {
            return;
        }
        say.accept("asking for the keys that known_hosts does not have: "
                + Folded.of(strangers.stream().map(Guest::host).toList()));
        List<UnknownHostKey> unknown = unknown(strangers);
        if (unknown.isEmpty() || !asker.agree(keys.question(unknown)).orElse(false)) {
            return;
        }
        try {
            keys.accept(unknown);
            unknown.forEach(key -> refusals.keySet().removeIf(door -> door.host.equals(key.host())));
        } catch (IOException unwritable) {
            throw new ProblemException(
                    new Problem(
                            "Host keys could not be written",
                            Problem.Where.NOWHERE,
                            unwritable.getMessage(),
                            "make the known_hosts file writable for you"),
                    unwritable);
        }
    }

    private boolean isStranger(Guest guest) {
        SshSettings.Trust trust = guest.settings.trust();
        return trust.policy() == HostKeyPolicy.STRICT
                && trust.pinned().isEmpty()
                && keys.acquaintance(guest.settings).none();
    }

    private List<UnknownHostKey> unknown(List<Guest> strangers) {
        Semaphore permits = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<UnknownHostKey>>> calls = strangers.stream()
                    .<Callable<Optional<UnknownHostKey>>>map(stranger -> () -> {
                        permits.acquire();
                        try {
                            return keyOf(stranger);
                        } finally {
                            permits.release();
                        }
                    })
                    .toList();
            return threads.invokeAll(calls).stream()
                    .flatMap(call -> result(call).stream())
                    .toList();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Why this host, which was asked, cannot be connected to; told once. */
    Optional<ProblemException> refusal(String host, SshSettings settings) {
        return Optional.ofNullable(refusals.remove(new Door(host, settings.shown())));
    }

    // The connection ends where the key is refused, before anybody logs in.
    private Optional<UnknownHostKey> keyOf(Guest stranger) {
        HostKeyCheck check = keys.check(stranger.host, stranger.settings);
        try {
            dial.to(stranger.host, stranger.settings, check).wire().leave();
        } catch (ProblemException refused) {
            refusals.put(new Door(stranger.host, stranger.settings.shown()), refused);
        }
        return check.unknown();
    }

    private static Optional<UnknownHostKey> result(Future<Optional<UnknownHostKey>> call) {
        try {
            return call.get();
        } catch (InterruptedException | ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
