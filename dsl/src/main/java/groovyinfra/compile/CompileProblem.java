package groovyinfra.compile;

import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Something in a source file that cannot be meant.
 *
 * @param line from 1
 * @param column from 1
 * @param detail one sentence, without the source line
 */
record CompileProblem(int line, int column, String summary, String detail, String attempt) {

    /** Carries a problem through Groovy's own collection of errors. */
    static final class Carrier extends SyntaxException {
        private static final long serialVersionUID = 1;

        final transient CompileProblem problem;

        private Carrier(CompileProblem problem) {
            super(problem.summary + ": " + problem.detail + "; " + problem.attempt, problem.line, problem.column);
            this.problem = problem;
        }
    }

    /** A problem where the node begins. */
    static CompileProblem at(ASTNode node, String summary, String detail, String attempt) {
        return new CompileProblem(node.getLineNumber(), node.getColumnNumber(), summary, detail, attempt);
    }

    /** Adds it to the problems of the file; the compilation goes on, to find them all. */
    void report(SourceUnit source) {
        if (source instanceof UserSource file) {
            file.add(this);
        } else {
            error(source);
        }
    }

    /** Makes an error of it, which ends the compilation with its phase. */
    void error(SourceUnit source) {
        source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(new Carrier(this), source));
    }

    /** The problem for the user: the sentence, the source line, and a caret below the column. */
    Problem shown(String file, String sourceLine) {
        String text = detail.isEmpty() ? sourceLine : detail + "\n" + sourceLine;
        String caret = column > 0 ? "\n" + indent(sourceLine, column - 1) + "^" : "";
        Position position = new Position(file, line, column);
        return new Problem(summary, Problem.Where.at(position), sourceLine.isEmpty() ? detail : text + caret, attempt);
    }

    private static String indent(String line, int length) {
        return line.codePoints()
                .limit(length)
                .map(it -> it == '\t' ? '\t' : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
