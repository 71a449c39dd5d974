package groovyinfra.compile;

import java.util.function.Function;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.sc.StaticCompilationMetadataKeys;

/** Gives {@code value[key]} a method where the value is open: the type checker passes it, and the generator cannot. */
final class OpenIndexing extends CodeVisitorSupport {
    private final Function<Expression, ClassNode> typeOf;
    private final MethodNode getAt;

    OpenIndexing(Function<Expression, ClassNode> typeOf, MethodNode getAt) {
        this.typeOf = typeOf;
        this.getAt = getAt;
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        int operation = expression.getOperation().getType();
        if (operation == Types.LEFT_SQUARE_BRACKET
                && expression.getNodeMetaData(StaticCompilationMetadataKeys.BINARY_EXP_TARGET) == null
                && OpenTypes.open(typeOf.apply(expression.getLeftExpression()))) {
            expression.putNodeMetaData(StaticCompilationMetadataKeys.BINARY_EXP_TARGET, new Object[] {getAt, "getAt"});
        }
        if (Types.ofType(operation, Types.ASSIGNMENT_OPERATOR)
                && expression.getLeftExpression() instanceof BinaryExpression assigned) {
            assigned.getLeftExpression().visit(this);
            assigned.getRightExpression().visit(this);
            expression.getRightExpression().visit(this);
        } else {
            super.visitBinaryExpression(expression);
        }
    }
}
