package groovyinfra.cli;

import groovyinfra.model.BackgroundJob;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.report.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the jobs of hosts; shows, waits for, stops and removes them. */
@Command(
        description = {
            "Lists what was started with background: true and goes on by itself, or has ended since.",
            "Each user has jobs of its own: --sudo lists those of root."
        },
        footer = {
            "",
            "Examples:",
            "  groovy-infra jobs -i hosts.yaml                     lists them",
            "  groovy-infra jobs backup -i hosts.yaml              shows what they have printed",
            "  groovy-infra jobs 1a2b3c4d -i hosts.yaml --wait     waits for the end, shows output and exit code",
            "  groovy-infra jobs backup -i hosts.yaml --stop       ends them with all that they have started",
            "  groovy-infra jobs -i hosts.yaml --clean             removes those that are over",
            "  groovy-infra jobs -i hosts.yaml --sudo --json"
        })
final class JobsCommand implements Action {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "The id of a job, or the name of several.")
    private String job;

    @Option(names = "--wait", description = "Waits until it ends; its output and exit code are shown.")
    private boolean wait;

    @Option(names = "--stop", description = "Ends it with all that it has started: TERM, after 5 s KILL.")
    private boolean stop;

    @Option(names = "--clean", description = "Removes the records of those that are over.")
    private boolean clean;

    @Mixin
    private WorkFlags flags = new WorkFlags();

    JobsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Ending act() {
        Optional<String> wanted = Optional.ofNullable(job);
        JobsDeploy deploy = new JobsDeploy(wanted, what());
        String title = "jobs" + wanted.map(it -> " " + it).orElse("");
        Ending ending =
                new AnswerWork(invocation, flags).ask(Event.Mode.JOBS, title, deploy, false, () -> events(deploy));
        Map<String, List<BackgroundJob>> found = deploy.found();
        if (wanted.isPresent() && !found.isEmpty() && !deploy.known()) {
            throw unknown(wanted.get());
        }
        boolean none = !found.isEmpty() && found.values().stream().allMatch(List::isEmpty);
        if (none && !flags.output().json() && !flags.output().quiet()) {
            invocation.surroundings().out().println("no jobs");
        }
        return ending;
    }

    private JobsDeploy.What what() {
        if (Stream.of(wait, stop, clean).filter(it -> it).count() > 1) {
            throw LoginFlags.wrong("--wait, --stop and --clean exclude each other", "give one of them");
        }
        if (job == null && (wait || stop)) {
            throw LoginFlags.wrong("no job is named", "name one, by its id or its name; jobs alone lists them");
        }
        return wait
                ? JobsDeploy.What.WAIT
                : stop
                        ? JobsDeploy.What.STOP
                        : clean ? JobsDeploy.What.CLEAN : job == null ? JobsDeploy.What.LIST : JobsDeploy.What.SHOW;
    }

    private List<Event> events(JobsDeploy deploy) {
        List<Event> events = new ArrayList<>();
        deploy.found()
                .forEach((host, jobs) -> jobs.stream()
                        .map(it -> it.called(
                                invocation.masker().mask(it.name()),
                                invocation.masker().mask(it.command())))
                        .forEach(it -> events.add(new Event.JobListed(host, it))));
        return events;
    }

    private ProblemException unknown(String name) {
        return new ProblemException(new Problem(
                "No such job",
                Problem.Where.NOWHERE,
                "no host has a job '" + name + "' of this user",
                invocation
                        .userOfSudo(name)
                        .orElse("list them: " + new NextCommand(invocation).jobs()
                                + (invocation.arguments().stream().anyMatch(it -> it.startsWith("--sudo"))
                                        ? ""
                                        : "; with --sudo those of root"))));
    }
}
