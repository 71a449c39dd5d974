package groovyinfra.compile;

import groovyinfra.deploy.Halt;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.AssertStatement;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.CaseStatement;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.LoopingStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.ast.stmt.SynchronizedStatement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.ast.stmt.WhileStatement;

/** Marks the statements of one body, of a method or a closure, and lets the engine's stop signal through its {@code catch}es. */
final class BodyMarker {
    private static final ClassNode HALT = ClassHelper.make(Halt.class);

    private final String file;
    private final Sites sites;
    private final CallMarker calls;
    private final Jumps jumps = new Jumps();
    private int loops;
    private int finals;

    BodyMarker(String file, Sites sites) {
        this.file = file;
        this.sites = sites;
        this.calls = new CallMarker(sites, this::closure);
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
            case BlockStatement it -> {
                it.getStatements().replaceAll(this::mark);
                yield afterJump(it);
            }
            case ExpressionStatement it -> {
                it.setExpression(calls.mark(it.getExpression()));
                yield it;
            }
            case ReturnStatement it -> {
                it.setExpression(calls.mark(it.getExpression()));
                yield leaving(it);
            }
            case ThrowStatement it -> {
                it.setExpression(calls.mark(it.getExpression()));
                yield leaving(it);
            }
            case BreakStatement it -> leaving(jumps.jump(it));
            case ContinueStatement it -> leaving(jumps.jump(it));
            case IfStatement it -> branch(it);
            case AssertStatement it -> {
                it.setBooleanExpression(condition(it.getBooleanExpression()));
                it.setMessageExpression(calls.mark(it.getMessageExpression()));
                yield it;
            }
            case SynchronizedStatement it -> {
                it.setExpression(calls.mark(it.getExpression()));
                it.setCode(mark(it.getCode()));
                yield it;
            }
            case SwitchStatement it -> choice(it);
            case TryCatchStatement it -> attempt(it);
            case LoopingStatement it -> loop(it, statement);
            default -> statement;
        };
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
                : block(statement, statement, new MovementStatement(Movement.unwind(loops)));
    }

    /** A {@code finally} that leaves by itself would hide the signal that it was entered with. */
    private Statement leaving(Statement statement) {
        return finals == 0 ? statement : block(statement, new MovementStatement(Movement.leaving()), statement);
    }

    private Statement loop(LoopingStatement loop, Statement statement) {
        List<Expression> expressions = beforeLoop(loop);
        long site = sites.next(statement);
        loops++;
        boolean begun = beginIteration(loop, expressions);
        Statement body = mark(loop.getLoopBlock());
        loop.setLoopBlock(begun ? body : block(body, new MovementStatement(Movement.iterate(loops)), body));
        endIteration(loop, expressions);
        loops--;
        return block(
                statement,
                new MovementStatement(Movement.loop(site)),
                statement,
                new MovementStatement(Movement.unwind(loops)));
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
            BooleanExpression condition = condition(until.getBooleanExpression());
            until.setBooleanExpression(
                    calls.hasSites(condition) ? new MarkedCondition(condition, Movement.iterate(loops)) : condition);
            return calls.hasSites(condition);
        }
        if (expressions.isEmpty()) {
            return false;
        }
        int index = conditionIndex(expressions);
        Expression condition = calls.mark(expressions.get(index));
        boolean begins = !(condition instanceof EmptyExpression) && calls.hasSites(condition);
        expressions.set(index, begins ? Marked.before(condition, Movement.iterate(loops)) : condition);
        return begins;
    }

    /** What comes after the body of a loop may be reached from within an inner loop, by {@code continue}. */
    private void endIteration(LoopingStatement loop, List<Expression> expressions) {
        if (loop instanceof DoWhileStatement until) {
            BooleanExpression condition = condition(until.getBooleanExpression());
            until.setBooleanExpression(
                    calls.hasSites(condition) ? new MarkedCondition(condition, Movement.unwind(loops)) : condition);
        }
        for (int i = conditionIndex(expressions) + 1; i < expressions.size(); i++) {
            Expression update = calls.mark(expressions.get(i));
            expressions.set(i, calls.hasSites(update) ? Marked.before(update, Movement.unwind(loops)) : update);
        }
    }

    private static int conditionIndex(List<Expression> expressions) {
        return (expressions.size() - 1) / 2;
    }

    private Statement attempt(TryCatchStatement attempt) {
        attempt.getResourceStatements().forEach(this::mark);
        if (attempt.getFinallyStatement() instanceof EmptyStatement) {
            return caught(attempt);
        }
        jumps.guarded(() -> caught(attempt));
        finals++;
        Statement last = mark(attempt.getFinallyStatement());
        finals--;
        attempt.setFinallyStatement(jumps.last(block(last, new MovementStatement(Movement.unwind(loops)), last)));
        attempt.getCatchStatements().addFirst(noticing(attempt.getTryStatement()));
        return attempt;
    }

    private TryCatchStatement caught(TryCatchStatement attempt) {
        attempt.setTryStatement(mark(attempt.getTryStatement()));
        for (CatchStatement it : attempt.getCatchStatements()) {
            Statement code = mark(it.getCode());
            it.setCode(block(code, new MovementStatement(Movement.caught(it.getVariable(), loops)), code));
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

    private static BlockStatement block(Statement like, Statement... statements) {
        VariableScope scope = like instanceof BlockStatement block ? block.getVariableScope() : null;
        BlockStatement result = new BlockStatement(
                new ArrayList<>(List.of(statements)), scope == null ? new VariableScope() : new VariableScope(scope));
        result.setSourcePosition(like);
        return result;
    }
}
