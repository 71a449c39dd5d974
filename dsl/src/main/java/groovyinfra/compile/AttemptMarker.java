package groovyinfra.compile;

import static groovyinfra.compile.MovementStatement.block;

import java.util.function.UnaryOperator;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;

/** Marks {@code try}, and lets the engine's stop signal through. */
final class AttemptMarker {
    private final Jumps jumps;
    private final LoopMarker loops;
    private final UnaryOperator<Statement> inner;
    private int finals;

    /** Inner statements are marked by whoever knows all kinds. */
    AttemptMarker(Jumps jumps, LoopMarker loops, UnaryOperator<Statement> inner) {
        this.jumps = jumps;
        this.loops = loops;
        this.inner = inner;
    }

    /** A {@code finally} that leaves by itself would hide the signal that it was entered with. */
    Statement leaving(Statement statement) {
        return finals == 0 ? statement : block(statement, new MovementStatement(Movement.leaving()), statement);
    }

    Statement attempt(TryCatchStatement attempt) {
        attempt.getResourceStatements().replaceAll(it -> (ExpressionStatement) inner.apply(it));
        if (attempt.getFinallyStatement() instanceof EmptyStatement) {
            return caught(attempt);
        }
        jumps.guarded(() -> caught(attempt));
        finals++;
        Statement last = inner.apply(attempt.getFinallyStatement());
        finals--;
        attempt.setFinallyStatement(
                jumps.last(block(last, new MovementStatement(Movement.unwind(loops.depth())), last)));
        return noticing(attempt);
    }

    private TryCatchStatement caught(TryCatchStatement attempt) {
        attempt.setTryStatement(inner.apply(attempt.getTryStatement()));
        for (CatchStatement it : attempt.getCatchStatements()) {
            Statement code = inner.apply(it.getCode());
            it.setCode(block(code, new MovementStatement(Movement.caught(it.getVariable(), loops.depth())), code));
        }
        return attempt;
    }

    /** Notices what is on its way to the {@code finally}, out of a {@code catch} as well. */
    private static Statement noticing(TryCatchStatement attempt) {
        Statement last = attempt.getFinallyStatement();
        attempt.setFinallyStatement(EmptyStatement.INSTANCE);
        Parameter thrown = new Parameter(ClassHelper.THROWABLE_TYPE, "thrown$");
        TryCatchStatement noticing = new TryCatchStatement(
                attempt.getCatchStatements().isEmpty() ? attempt.getTryStatement() : attempt, last);
        noticing.addCatch(new CatchStatement(
                thrown,
                block(
                        last,
                        new MovementStatement(Movement.passing(thrown)),
                        new ThrowStatement(new VariableExpression(thrown)))));
        noticing.setSourcePosition(attempt);
        noticing.copyStatementLabels(attempt);
        return noticing;
    }
}
