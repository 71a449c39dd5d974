package groovyinfra.connect;

import groovyinfra.model.Content;
import groovyinfra.model.Exit;
import groovyinfra.model.Identity;
import groovyinfra.model.JobScripts;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Result;
import groovyinfra.model.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The steps of one call, on their way: as few messages as they allow. */
final class Carrier {
    /** What is larger travels as a stream of its own. */
    private static final int SMALL = 64 << 10;

    /** The shell holds a message in memory before it begins. */
    private static final int LONGEST_MESSAGE = 1 << 20;

    private static final int MOST_ATTEMPTS = 5;

    private final ShellSession session;
    private final List<Step> asked;
    private final List<Step> steps; // the same; what concerns jobs as commands
    private final Options options;
    private final Session.Progress progress;
    private final List<Result> results = new ArrayList<>();
    private boolean goesOn = true;

    Carrier(ShellSession session, List<Step> steps, Options options, Session.Progress progress) {
        this.session = session;
        this.asked = steps;
        this.steps = steps.stream().map(step -> plain(step, options)).toList();
        this.options = options;
        this.progress = progress;
    }

    private static Step plain(Step step, Options options) {
        return switch (step) {
            case Step.Start start -> JobScripts.start(start, options);
            case Step.Await await -> JobScripts.await(await);
            default -> step;
        };
    }

    List<Result> carryOut() {
        try {
            while (goesOn && results.size() < steps.size()) {
                next();
            }
        } catch (Gone gone) {
            results.add(new Result(gone.exit(), "", "", Duration.ZERO));
        }
        return List.copyOf(results);
    }

    private void next() {
        List<Part> parts = new ArrayList<>();
        int length = 0;
        Identity as = options(results.size()).identity();
        for (int at = results.size();
                at < steps.size() && options(at).identity().equals(as);
                at++) {
            Optional<Part> part = part(at);
            length += part.map(it -> it.script().length()).orElse(0);
            if (part.isEmpty() || (!parts.isEmpty() && length > LONGEST_MESSAGE)) {
                break;
            }
            parts.add(part.get());
        }
        if (parts.isEmpty()) {
            alone(results.size());
        } else {
            together(as, parts);
        }
    }

    private Options options(int at) {
        return steps.get(at) instanceof Step.Run run ? options.narrowedBy(run.options()) : options;
    }

    /** What the step is in a message; nothing if it needs more than that. */
    private Optional<Part> part(int at) {
        Options own = options(at);
        return switch (steps.get(at)) {
            case Step.Run _ when own.has(Option.PTY) -> Optional.empty();
            case Step.Run run -> {
                Optional<Content> stdin = stdin(run, own);
                yield stdin.isEmpty()
                        ? Optional.of(Parts.run(run.command(), own))
                        : small(stdin.get()).map(bytes -> Parts.run(run.command(), own, bytes));
            }
            case Step.Upload upload -> small(upload.content()).map(bytes -> Parts.put(upload, bytes, own));
            case Step.Tree tree -> small(tree, own);
            case Step.Download _, Step.Local _, Step.Say _, Step.Reconnect _ -> Optional.empty();
            case Step.Start _, Step.Await _ -> throw new IllegalStateException("not a command: " + steps.get(at));
        };
    }

    private static Optional<Content> stdin(Step.Run run, Options own) {
        return run.stdin().or(() -> own.get(Option.STDIN));
    }

    private Optional<byte[]> small(Content content) {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(SMALL + 1);
            return bytes.length > SMALL ? Optional.empty() : Optional.of(bytes);
        } catch (IOException unreadable) {
            throw Refusals.unreadable(session.host(), unreadable);
        }
    }

    private void together(Identity as, List<Part> parts) {
        int from = results.size();
        List<Part.Ended> ended = session.deliver(as, parts, Shifted.of(progress, from), recovery(from, parts.size()));
        for (int i = 0; i < ended.size(); i++) {
            add(ended.get(i), parts.get(i), from + i);
        }
    }

    private Recovery recovery(int from, int count) {
        return Recovery.of(
                IntStream.range(from, from + count).mapToObj(this::options).toList());
    }

    private void add(Part.Ended ended, Part part, int at) {
        results.add(checked(ended, options(at)));
        goesOn = ended.result().exit() instanceof Exit.Code(int code) && part.goesOnAfter(code);
        if (asked.get(at) instanceof Step.Await await && ended.result().exit() instanceof Exit.Code) {
            single(options.identity(), Parts.run(JobScripts.remove(await.job()), Options.NONE), Recovery.REPEAT);
        }
    }

    private Result checked(Part.Ended ended, Options own) {
        if (ended.notes().contains("chdir")) {
            throw Refusals.noDirectory(session.host(), own.get(Option.CHDIR).orElse(""), ended.result());
        }
        if (ended.notes().contains("lacks base64")) {
            throw Refusals.lacks(session.host(), "base64");
        }
        return ended.result();
    }

    private void alone(int at) {
        progress.started(at);
        Options own = options(at);
        Result result = switch (steps.get(at)) {
            case Step.Run run
            when own.has(Option.PTY) ->
                session.onTerminal(
                        run.command(), stdin(run, own).orElse(Content.text("")), own, Shifted.of(progress, at));
            case Step.Run run -> runWithMuchInput(run, own, Shifted.of(progress, at));
            case Step.Upload upload -> untilHeard(() -> upload(upload, Shifted.of(progress, at)));
            case Step.Tree tree -> untilHeard(() -> spread(tree, Shifted.of(progress, at)));
            case Step.Download download -> {
                String file = Parts.word(download.path());
                yield untilHeard(() ->
                        transfer(options, it -> it.fetch(file, download.destination(), Shifted.of(progress, at))));
            }
            case Step.Local local -> onController(local.action());
            case Step.Say _ -> Result.DONE;
            case Step.Reconnect _ -> {
                session.reconnect();
                yield Result.DONE;
            }
            case Step.Start _, Step.Await _ -> throw new IllegalStateException("not a command: " + steps.get(at));
        };
        progress.ended(at, result);
        results.add(result);
        List<Integer> codes = steps.get(at) instanceof Step.Run ? Parts.successCodes(own) : List.of(0);
        goesOn = codes.contains(result.getExitCode());
    }

    private Result runWithMuchInput(Step.Run run, Options own, Session.Progress moving) {
        AtomicReference<Incoming> file = new AtomicReference<>();
        Result sent = untilHeard(() -> {
            file.set(Incoming.aside());
            return send(stdin(run, own).orElseThrow(), file.get(), own, moving);
        });
        if (sent.getExitCode() != 0) {
            return sent;
        }
        Part part = Parts.run(run.command(), own, file.get().what());
        return checked(
                session.deliver(own.identity(), List.of(part), Spoken.of(moving), Recovery.of(List.of(own)))
                        .getFirst(),
                own);
    }

    /** Something that may be done twice is done again where the connection was lost meanwhile, but is there again. */
    private Result untilHeard(Supplier<Result> action) {
        for (int attempt = 1; ; attempt++) {
            try {
                Result result = action.get();
                if (!(result.exit() instanceof Exit.Lost lost) || attempt == MOST_ATTEMPTS) {
                    return result;
                }
                if (!session.isBack(lost.cause())) {
                    return result;
                }
            } catch (Gone gone) {
                if (attempt == MOST_ATTEMPTS || !session.isBack(gone.getMessage())) {
                    throw gone;
                }
            }
        }
    }

    private Result upload(Step.Upload upload, Session.Progress moving) {
        Incoming file = Incoming.beside(upload);
        Result sent = send(upload.content(), file, options, moving);
        return sent.getExitCode() == 0
                ? single(options.identity(), Parts.finish(upload, file, options), Recovery.FOLLOW)
                : sent;
    }

    private Result send(Content content, Incoming file, Options own, Session.Progress moving) {
        Result sent = transfer(own, transfer -> {
            try (InputStream in = content.open()) {
                return transfer.send(in, content.size(), file, moving);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        if (sent.getExitCode() != 0 && !(sent.exit() instanceof Exit.Lost)) {
            single(own.identity(), Parts.remove(file), Recovery.REPEAT);
        }
        return sent;
    }

    private Result single(Identity as, Part part, Recovery recovery) {
        return session.deliver(as, List.of(part), Session.Progress.SILENT, recovery)
                .getFirst()
                .result();
    }

    /** A tree that fits into a message. */
    private Optional<Part> small(Step.Tree tree, Options own) {
        String last = Nonce.next();
        Archive archive = new Archive(tree, last);
        if (archive.size() > SMALL) {
            return Optional.empty();
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            archive.writeTo(bytes);
            return Optional.of(Parts.spread(tree, last, bytes.toByteArray(), own));
        } catch (UncheckedIOException unreadable) {
            throw Refusals.unreadable(session.host(), unreadable.getCause());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Result spread(Step.Tree tree, Session.Progress moving) {
        String last = Nonce.next();
        String script = Parts.spread(tree, last);
        Archive archive = new Archive(tree, last);
        return transfer(options, transfer -> transfer.feed(script, archive.size(), archive::writeTo, moving));
    }

    private interface Carrying {
        Result carry(Transfer transfer) throws InterruptedException;
    }

    private Result transfer(Options own, Carrying carrying) {
        Connection connection = session.connection(own.identity());
        String first = Identities.first(session.host(), connection);
        try (Transfer transfer = new Transfer(connection, Identities.LOGIN, first, own.get(Option.TIMEOUT))) {
            return session.whileRunning(() -> transfer.stop(new Exit.Killed("TERM")), () -> {
                try {
                    return carrying.carry(transfer);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return new Result(new Exit.Killed("TERM"), "", "", Duration.ZERO);
                }
            });
        } catch (UncheckedIOException unreadable) {
            throw Refusals.unreadable(session.host(), unreadable.getCause());
        } catch (IOException broken) {
            throw new Gone(new Exit.Lost(String.valueOf(broken.getMessage()), connection.isOpen()));
        }
    }

    private Result onController(Callable<Result> action) {
        Thread here = Thread.currentThread();
        return session.whileRunning(here::interrupt, () -> {
            try {
                return action.call();
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception failed) {
                throw Refusals.failed(session.host(), failed);
            }
        });
    }
}
