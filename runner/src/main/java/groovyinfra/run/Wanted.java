package groovyinfra.run;

import groovyinfra.connect.Session;
import groovyinfra.model.Area;
import groovyinfra.model.Call;
import groovyinfra.model.Command;
import groovyinfra.model.Exit;
import groovyinfra.model.Fact;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Result;
import groovyinfra.model.Secret;
import groovyinfra.model.Step;
import groovyinfra.model.Word;
import groovyinfra.plan.Doubt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a call is wanted on its host: the options {@code when}, {@code creates} and {@code unless}. */
record Wanted(Call call, Target target, CallFacts facts) {

    /** Whether something stands at a path of the host. */
    record Exists(String path) implements Fact<Boolean> {
        @Override
        public Command command() {
            return Command.of(
                    Word.raw("{ test -e"), path, Word.raw("|| test -L"), path, Word.raw("; } && echo yes || echo no"));
        }

        @Override
        public Boolean parse(List<String> lines) {
            return lines.equals(List.of("yes"));
        }

        @Override
        public Set<Area> about() {
            return Set.of(Area.path(path));
        }
    }

    /** Why the call is not wanted; nothing when it is. */
    Optional<String> unless() {
        Options options = call.options();
        if (!options.get(Option.WHEN).orElse(true)) {
            return Optional.of("when");
        }
        Optional<String> creates = options.get(Option.CREATES).map(path -> seenFrom(options.get(Option.CHDIR), path));
        if (creates.isPresent() && facts.get(new Exists(creates.get()))) {
            return Optional.of(creates.get() + " exists");
        }
        return options.get(Option.UNLESS).filter(this::succeeds).map(command -> "unless " + command.shown());
    }

    private static String seenFrom(Optional<String> directory, String path) {
        return path.startsWith("/")
                ? path
                : directory.map(it -> it + "/" + path).orElse(path);
    }

    /** In a plan the command sees the host as it is before what calls ahead of it will change. */
    private boolean succeeds(Command command) {
        target.facts().changing().map(Doubt::of).ifPresent(facts::doubt);
        Step look = new Step.Run(command, Options.NONE.with(Option.READ_ONLY, true), Optional.empty());
        Result result = target.session()
                .carryOut(List.of(look), call.options(), Session.Progress.SILENT)
                .getLast();
        String shown = call.options().has(Option.SENSITIVE) ? Secret.MASK : command.shown();
        target.facts().told(shown + " (unless)", result.took());
        return result.exit() instanceof Exit.Code(int code) && code == 0;
    }
}
