package groovyinfra.compile;

import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.AssertStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.syntax.Types;

/**
 * Whether nothing that a statement finds out can get out of it: it calls operations and leaves variables, objects and the way of the
 * program as they are. What is not known to be harmless counts as a way out.
 */
final class Closed extends CodeVisitorSupport {
    private static final Set<String> STATEMENTS = Set.of(
            "sudo", "options", "on", "local", "once", "fact", "facts", "secret", "raw", "read", "println", "print",
            "isIn");
    private static final Set<String> ENDS = Set.of("fail", "confirm", "call");
    private static final Set<String> LOOKS = Set.of(
            "each",
            "eachWithIndex",
            "times",
            "upto",
            "collect",
            "collectEntries",
            "collectMany",
            "find",
            "findAll",
            "any",
            "every",
            "groupBy",
            "contains",
            "containsKey",
            "startsWith",
            "endsWith",
            "matches",
            "get",
            "getOrDefault",
            "keySet",
            "values",
            "entrySet",
            "first",
            "last",
            "max",
            "min",
            "sum",
            "join",
            "size",
            "isEmpty",
            "trim",
            "strip",
            "split",
            "tokenize",
            "readLines",
            "replace",
            "toString",
            "toInteger",
            "toLowerCase",
            "toUpperCase",
            "inGroup",
            "host");

    private final Names names;
    private boolean open;

    private Closed(Names names) {
        this.names = names;
    }

    static boolean is(Statement statement, Names names) {
        boolean value = statement instanceof ExpressionStatement expression
                && expression.getExpression() instanceof DeclarationExpression;
        Closed visitor = new Closed(names);
        statement.visit(visitor);
        return !value && !visitor.open;
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        String name = String.valueOf(call.getMethodAsString());
        boolean harmless = call.isImplicitThis()
                ? STATEMENTS.contains(name) || (names.global().containsKey(name) && !ENDS.contains(name))
                : call.getObjectExpression() instanceof VariableExpression variable
                                && names.libraries().containsKey(variable.getName())
                        ? isOperation(names.libraries().get(variable.getName()), name)
                        : LOOKS.contains(name);
        open |= !harmless;
        super.visitMethodCallExpression(call);
    }

    /** A recipe may do whatever Groovy can; an operation only says what is to be done. */
    private static boolean isOperation(ClassNode library, String name) {
        return Declared.of(library, name).isPresent()
                || library.getMethods(name).stream().anyMatch(Closed::isMarked);
    }

    private static boolean isMarked(MethodNode method) {
        return method.getAnnotations().stream()
                .anyMatch(it -> it.getClassNode().getNameWithoutPackage().equals("Operation"));
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        int operation = expression.getOperation().getType();
        boolean declares = expression instanceof DeclarationExpression;
        open |= !declares && (OpenSteps.assigns(expression) || operation == Types.LEFT_SHIFT);
        super.visitBinaryExpression(expression);
    }

    // Whatever it returns from, a closure or the method, is left early; so are loops.
    @Override
    public void visitReturnStatement(ReturnStatement statement) {
        open = true;
    }

    @Override
    public void visitBreakStatement(BreakStatement statement) {
        open = true;
    }

    @Override
    public void visitContinueStatement(ContinueStatement statement) {
        open = true;
    }

    @Override
    public void visitThrowStatement(ThrowStatement statement) {
        open = true;
    }

    @Override
    public void visitAssertStatement(AssertStatement statement) {
        open = true;
    }

    @Override
    public void visitPostfixExpression(PostfixExpression expression) {
        open = true;
    }

    @Override
    public void visitPrefixExpression(PrefixExpression expression) {
        open = true;
    }

    @Override
    public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
        open = true;
    }

    @Override
    public void visitMethodPointerExpression(MethodPointerExpression pointer) {
        open = true;
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        closure.getCode().visit(this);
    }
}
