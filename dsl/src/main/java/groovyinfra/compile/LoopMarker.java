package groovyinfra.compile;

import static groovyinfra.compile.MovementStatement.block;

import java.util.List;
import java.util.function.UnaryOperator;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.LoopingStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.WhileStatement;

/** Marks loops: where one begins, where each iteration begins, where it ends. */
final class LoopMarker {
    private final Sites sites;
    private final CallMarker calls;
    private final UnaryOperator<Statement> inner;
    private int depth;

    /** Inner statements are marked by whoever knows all kinds. */
    LoopMarker(Sites sites, CallMarker calls, UnaryOperator<Statement> inner) {
        this.sites = sites;
        this.calls = calls;
        this.inner = inner;
    }

    /** How many loops of this body the present statement stands in. */
    int depth() {
        return depth;
    }

    Statement loop(LoopingStatement loop, Statement statement) {
        List<Expression> expressions = beforeLoop(loop);
        long site = sites.next(statement);
        depth++;
        boolean begun = beginIteration(loop, expressions);
        Statement body = inner.apply(loop.getLoopBlock());
        loop.setLoopBlock(begun ? body : block(body, new MovementStatement(Movement.iterate(depth)), body));
        endIteration(loop, expressions);
        depth--;
        return block(
                statement,
                new MovementStatement(Movement.loop(site)),
                statement,
                new MovementStatement(Movement.unwind(depth)));
    }

    /** Marks what is evaluated once; gives the three parts of a classic loop. */
    private List<Expression> beforeLoop(LoopingStatement loop) {
        if (!(loop instanceof ForStatement each)) {
            return List.of();
        }
        if (!(each.getCollectionExpression() instanceof ClosureListExpression parts)) {
            each.setCollectionExpression(calls.mark(each.getCollectionExpression()));
            return List.of();
        }
        List<Expression> expressions = parts.getExpressions();
        for (int i = 0; i < conditionIndex(expressions); i++) {
            expressions.set(i, calls.mark(expressions.get(i)));
        }
        return expressions;
    }

    /** An iteration begins at the condition, where there is one that makes calls; otherwise the body begins it. */
    private boolean beginIteration(LoopingStatement loop, List<Expression> expressions) {
        if (loop instanceof WhileStatement until) {
            BooleanExpression condition = (BooleanExpression) calls.mark(until.getBooleanExpression());
            until.setBooleanExpression(
                    calls.hasSites(condition) ? new MarkedCondition(condition, Movement.iterate(depth)) : condition);
            return calls.hasSites(condition);
        }
        if (expressions.isEmpty()) {
            return false;
        }
        int index = conditionIndex(expressions);
        Expression condition = calls.mark(expressions.get(index));
        boolean begins = !(condition instanceof EmptyExpression) && calls.hasSites(condition);
        expressions.set(index, begins ? Marked.before(condition, Movement.iterate(depth)) : condition);
        return begins;
    }

    /** What comes after the body of a loop may be reached from within an inner loop, by {@code continue}. */
    private void endIteration(LoopingStatement loop, List<Expression> expressions) {
        if (loop instanceof DoWhileStatement until) {
            BooleanExpression condition = (BooleanExpression) calls.mark(until.getBooleanExpression());
            until.setBooleanExpression(
                    calls.hasSites(condition) ? new MarkedCondition(condition, Movement.unwind(depth)) : condition);
        }
        for (int i = conditionIndex(expressions) + 1; i < expressions.size(); i++) {
            Expression update = calls.mark(expressions.get(i));
            expressions.set(i, calls.hasSites(update) ? unwound(update) : update);
        }
    }

    /** Several updates stay what they are: the generator drops the value of each. */
    private Expression unwound(Expression update) {
        if (update instanceof ClosureListExpression several) {
            several.getExpressions().set(0, unwound(several.getExpressions().getFirst()));
            return several;
        }
        return Marked.before(update, Movement.unwind(depth));
    }

    private static int conditionIndex(List<Expression> expressions) {
        return (expressions.size() - 1) / 2;
    }
}
