package groovyinfra.compile;

import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;

/**
 * Passes errors on to the compilation, but those that the type checker gets wrong for open values: it takes {@code each} of one for
 * that of a list and complains of a closure with two parameters, which is right for a map; it wants to know both sides of a
 * comparison; it has no steps, signs and assignments of elements for them ({@link OpenSteps}); it wants only such elements in a
 * list as it began with, where any may follow; and it knows no constructor, typed closure or typed part of a list that takes one.
 */
final class OpenErrors extends ErrorCollector {
    private static final long serialVersionUID = 1;

    private static final String OPEN =
            "(java\\.lang\\.(Object|Cloneable|Comparable)(<[^#]*>)?|java\\.io\\.Serializable|java\\.lang\\.constant\\.\\w+)";

    private static final Pattern MISTAKEN = Pattern.compile(String.join(
            "|",
            "Incorrect number of parameters\\. Expected",
            "Ambiguous prototypes for closure",
            "Cannot find matching constructor .*[(, ]" + OPEN,
            "Cannot call closure that accepts .* with \\[(.*, )?" + OPEN,
            "Cannot assign value of type " + OPEN,
            "#compareTo\\(.*\\) with arguments \\[\\(?" + OPEN,
            "Cannot call java\\.util\\.\\w+#",
            "Cannot call <[A-Z, ]+> org\\.codehaus\\.groovy\\.runtime\\.DefaultGroovyMethods#",
            "[ (&]" + OPEN + "\\)?#(compareTo|putAt|next|previous|negative|positive|bitwiseNegate)\\("));

    private final ErrorCollector all;

    OpenErrors(CompilerConfiguration configuration, ErrorCollector all) {
        super(configuration);
        this.all = all;
    }

    @Override
    public void addErrorAndContinue(Message message) {
        boolean mistaken = message instanceof SyntaxErrorMessage error
                && MISTAKEN.matcher(error.getCause().getOriginalMessage()).find();
        if (!mistaken) {
            all.addErrorAndContinue(message);
        }
    }

    @Override
    public void addError(Message message) throws CompilationFailedException {
        addErrorAndContinue(message);
    }

    @Override
    public void addFatalError(Message message) throws CompilationFailedException {
        all.addFatalError(message);
    }

    @Override
    public boolean hasErrors() {
        return all.hasErrors();
    }
}
