package groovyinfra.compile;

import static groovyinfra.compile.MovementStatement.block;

import java.util.List;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.AssertStatement;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.CaseStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.LoopingStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.ast.stmt.SynchronizedStatement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;

/** Marks the statements of one body, of a method or a closure. */
final class BodyMarker {
    private final String file;
    private final Sites sites;
    private final CallMarker calls;
    private final Jumps jumps = new Jumps();
    private final LoopMarker loops;
    private final AttemptMarker attempts;

    BodyMarker(String file, Sites sites) {
        this.file = file;
        this.sites = sites;
        this.calls = new CallMarker(sites, this::closure);
        this.loops = new LoopMarker(sites, calls, this::mark);
        this.attempts = new AttemptMarker(jumps, loops, this::mark);
    }

    /** The code of a method or closure, marked, with a beginning and an end. */
    static Statement body(Statement code, String file, Sites sites) {
        BodyMarker marker = new BodyMarker(file, sites);
        Statement last = marker.jumps.last(new MovementStatement(Movement.exit()));
        Statement marked = marker.jumps.guarded(() -> marker.mark(code));
        return block(code, new MovementStatement(Movement.enter(file)), new TryCatchStatement(marked, last));
    }

    /** An expression that is evaluated before the body it belongs to, such as a default value. */
    static Expression expression(Expression expression, String file, Sites sites) {
        BodyMarker marker = new BodyMarker(file, sites);
        Expression marked = marker.calls.mark(expression);
        return marker.calls.hasSites(marked)
                ? Marked.after(Marked.before(marked, Movement.open(file)), Movement.close())
                : marked;
    }

    static void defaults(Parameter[] parameters, String file, Sites sites) {
        if (parameters != null) {
            for (Parameter parameter : parameters) {
                if (parameter.hasInitialExpression()) {
                    parameter.setInitialExpression(expression(parameter.getInitialExpression(), file, sites));
                }
            }
        }
    }

    private void closure(ClosureExpression closure) {
        defaults(closure.getParameters(), file, sites);
        closure.setCode(body(closure.getCode(), file, sites));
    }

    private Statement mark(Statement statement) {
        return statement instanceof LoopingStatement && statement.getStatementLabels() != null
                ? jumps.labelled(statement.getStatementLabels(), () -> unlabelled(statement))
                : unlabelled(statement);
    }

    private Statement unlabelled(Statement statement) {
        return switch (statement) {
            case null -> null;
            case EmptyStatement it -> it;
            case BlockStatement it -> sequence(it);
            case ExpressionStatement it -> with(it, it.getExpression(), it::setExpression);
            case ReturnStatement it -> attempts.leaving(with(it, it.getExpression(), it::setExpression));
            case ThrowStatement it -> attempts.leaving(with(it, it.getExpression(), it::setExpression));
            case BreakStatement it -> attempts.leaving(jumps.jump(it));
            case ContinueStatement it -> attempts.leaving(jumps.jump(it));
            case IfStatement it -> branch(it);
            case AssertStatement it -> assertion(it);
            case SynchronizedStatement it -> synchronizing(it);
            case SwitchStatement it -> choice(it);
            case TryCatchStatement it -> attempts.attempt(it);
            case LoopingStatement it -> loops.loop(it, statement);
            default -> statement;
        };
    }

    private Statement sequence(BlockStatement block) {
        block.getStatements().replaceAll(this::mark);
        return afterJump(block);
    }

    private <S extends Statement> S with(S statement, Expression expression, Consumer<Expression> setter) {
        setter.accept(calls.mark(expression));
        return statement;
    }

    private Statement assertion(AssertStatement assertion) {
        assertion.setBooleanExpression(condition(assertion.getBooleanExpression()));
        return with(assertion, assertion.getMessageExpression(), assertion::setMessageExpression);
    }

    private Statement synchronizing(SynchronizedStatement statement) {
        statement.setExpression(calls.mark(statement.getExpression()));
        statement.setCode(mark(statement.getCode()));
        return statement;
    }

    private Statement branch(IfStatement branch) {
        branch.setBooleanExpression(condition(branch.getBooleanExpression()));
        branch.setIfBlock(mark(branch.getIfBlock()));
        branch.setElseBlock(mark(branch.getElseBlock()));
        return afterJump(branch);
    }

    private Statement choice(SwitchStatement choice) {
        choice.setExpression(calls.mark(choice.getExpression()));
        for (CaseStatement it : choice.getCaseStatements()) {
            it.setExpression(calls.mark(it.getExpression()));
            it.setCode(mark(it.getCode()));
        }
        choice.setDefaultStatement(mark(choice.getDefaultStatement()));
        return afterJump(choice);
    }

    private BooleanExpression condition(BooleanExpression condition) {
        return (BooleanExpression) calls.mark(condition);
    }

    /** A labelled statement may be left from within a loop inside it. */
    private Statement afterJump(Statement statement) {
        List<String> labels = statement.getStatementLabels();
        return labels == null || labels.isEmpty()
                ? statement
                : block(statement, statement, new MovementStatement(Movement.unwind(loops.depth())));
    }
}
