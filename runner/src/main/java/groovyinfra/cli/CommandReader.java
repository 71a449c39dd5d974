package groovyinfra.cli;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the flags of one command with picocli, and runs it or shows its help. */
final class CommandReader {
    private final Invocation invocation;
    private final Surroundings surroundings;
    private final Verb verb;

    CommandReader(Invocation invocation, Verb verb) {
        this.invocation = invocation;
        this.surroundings = invocation.surroundings();
        this.verb = verb;
    }

    Ending read() {
        Action action = verb.action(invocation);
        CommandLine line = line(action);
        List<Exception> wrong = line.parseArgs(invocation.arguments().stream()
                        .skip(1)
                        .map(CommandReader::written)
                        .toArray(String[]::new))
                .errors();
        // What is missing may be missing because of a word that is not understood.
        wrong.stream()
                .filter(UnmatchedArgumentException.class::isInstance)
                .findFirst()
                .or(() -> wrong.stream().findFirst())
                .ifPresent(it -> {
                    throw new ProblemException(problem(it));
                });
        if (line.isUsageHelpRequested()) {
            surroundings
                    .out()
                    .print(line.getUsageMessage(CommandLine.Help.Ansi.OFF).replace("[OPTIONS]", "[FLAGS]"));
            action.more().forEach(surroundings.out()::println);
            return Ending.DONE;
        }
        return action.act();
    }

    private CommandLine line(Action action) {
        CommandLine line = new CommandLine(action);
        line.setCommandName(surroundings.command() + " " + verb.word());
        line.getCommandSpec().parser().collectErrors(true);
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .type(boolean.class)
                        .arity("0")
                        .description("Shows this.")
                        .build());
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.sortOptions(false).abbreviateSynopsis(true).synopsisHeading("Usage: ");
        usage.descriptionHeading("%n").parameterListHeading("%nArguments:%n").optionListHeading("%nFlags:%n");
        return line;
    }

    // An optional value would swallow the word after the flag: a deploy file, say.
    private static String written(String argument) {
        return argument.equals("--sudo") ? "--sudo=root" : argument;
    }

    private Problem problem(Exception wrong) {
        String help = surroundings.command() + " help " + verb.word();
        String attempt = "type " + help;
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            attempt = "did you mean '" + unmatched.getSuggestions().getFirst() + "'?";
        }
        return new Problem(
                "Command line not understood", Problem.Where.NOWHERE, String.valueOf(wrong.getMessage()), attempt);
    }
}
