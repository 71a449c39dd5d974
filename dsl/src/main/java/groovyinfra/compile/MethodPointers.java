package groovyinfra.compile;

import java.util.List;
import java.util.function.Function;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;

/** Finds {@code value.&method} where the value has no such method: the type checker does not say where one stands. */
final class MethodPointers extends CodeVisitorSupport {
    private final Unknown unknown;
    private final Function<Expression, ClassNode> typeOf;

    MethodPointers(Unknown unknown, Function<Expression, ClassNode> typeOf) {
        this.unknown = unknown;
        this.typeOf = typeOf;
    }

    @Override
    public void visitMethodPointerExpression(MethodPointerExpression pointer) {
        super.visitMethodPointerExpression(pointer);
        ClassNode receiver = typeOf.apply(pointer.getExpression());
        String name = pointer.getMethodName().getText();
        if (!OpenTypes.open(receiver) && isUnknown(pointer)) {
            unknown.method(pointer.getMethodName(), OpenTypes.named(receiver), name);
        }
    }

    private static boolean isUnknown(MethodPointerExpression pointer) {
        List<MethodNode> found = pointer.getNodeMetaData(MethodNode.class);
        return found != null && found.getFirst().getDeclaringClass().equals(OpenTypes.OPERATORS);
    }
}
