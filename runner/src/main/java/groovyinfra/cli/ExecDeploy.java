package groovyinfra.cli;

import groovyinfra.deploy.Deploy;
import groovyinfra.deploy.Evaluation;
import groovyinfra.deploy.Param;
import groovyinfra.model.Area;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Command;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Position;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A program that runs one command. */
final class ExecDeploy implements Deploy {
    private static final CallPath PLACE = CallPath.of(new Position("exec", 1, 0), 0, 0);

    private final Command command;
    private final boolean background;

    /** One word is a script, several are a program and its arguments. */
    ExecDeploy(List<String> words, boolean background) {
        this.background = background;
        this.command = words.size() == 1 ? Command.raw(words.getFirst()) : Command.of(words);
    }

    String shown() {
        return command.shown();
    }

    @Override
    public List<Param> params() {
        return List.of();
    }

    @Override
    public void evaluate(Evaluation evaluation) {
        Options options = evaluation.options();
        Step.Run run = new Step.Run(command, Options.NONE, Optional.empty());
        Step step = background || options.has(Option.BACKGROUND)
                ? new Step.Start(Step.Start.newId(), "exec " + command.shown(), run)
                : run;
        Work work = new Work(List.of(step), Set.of(Area.ALL), Map.of(), true);
        evaluation.call(new Call(PLACE, "exec", Optional.of(command.shown()), Map.of(), options, facts -> work));
    }
}
