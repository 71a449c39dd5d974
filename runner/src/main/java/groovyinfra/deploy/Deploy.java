package groovyinfra.deploy;

import java.util.List;

/** Compiled deploy files: the program that every host evaluates. Safe for use by many threads. */
public interface Deploy {

    /** What the user can set, in the order of declaration. */
    List<Param> params();

    /**
     * Evaluates the files, one after another, for one host on the calling thread. Returns normally at the end of the program;
     * {@link Halt} passes through; an exception of user code is thrown as {@link groovyinfra.model.ProblemException} with the
     * place in the file.
     */
    void evaluate(Evaluation evaluation);
}
