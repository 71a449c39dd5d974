package groovyinfra.compile;

import static groovyinfra.compile.MovementStatement.block;

import groovyinfra.deploy.Halt;
import java.util.function.UnaryOperator;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
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
    private static final ClassNode HALT = ClassHelper.make(Halt.class);

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
        attempt.getCatchStatements().addFirst(noticing(attempt.getTryStatement()));
        return attempt;
    }

    private TryCatchStatement caught(TryCatchStatement attempt) {
        attempt.setTryStatement(inner.apply(attempt.getTryStatement()));
        for (CatchStatement it : attempt.getCatchStatements()) {
            Statement code = inner.apply(it.getCode());
            it.setCode(block(code, new MovementStatement(Movement.caught(it.getVariable(), loops.depth())), code));
        }
        return attempt;
    }

    /** Notices the engine's stop signal on its way to a {@code finally}. */
    private static CatchStatement noticing(Statement code) {
        Parameter signal = new Parameter(HALT, "signal$");
        return new CatchStatement(
                signal,
                block(
                        code,
                        new MovementStatement(Movement.passing(signal)),
                        new ThrowStatement(new VariableExpression(signal))));
    }
}
