package groovyinfra.model;

import java.util.List;
import java.util.stream.Collectors;

/** Problems on their way to whoever reports them; several where several were found in one go. */
public class ProblemException extends RuntimeException {
    private final transient List<Problem> problems;

    /** One or more problems. */
    public ProblemException(List<Problem> problems) {
        super(problems.stream().map(Problem::summary).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** One or more problems and what caused them, for {@code --debug}. */
    public ProblemException(List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::summary).collect(Collectors.joining("; ")), cause);
        this.problems = List.copyOf(problems);
    }

    /** One problem. */
    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    /** One problem and what caused it, for {@code --debug}. */
    public ProblemException(Problem problem, Throwable cause) {
        super(problem.summary(), cause);
        this.problems = List.of(problem);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
