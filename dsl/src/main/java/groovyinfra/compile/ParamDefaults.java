package groovyinfra.compile;

import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.stmt.ReturnStatement;

/** Whether the defaults of parameters are of the types that these declare. */
final class ParamDefaults extends CodeVisitorSupport {
    private final OperationCheck check;
    private final MethodNode method;

    ParamDefaults(OperationCheck check, MethodNode method) {
        this.check = check;
        this.method = method;
    }

    @Override
    public void visitReturnStatement(ReturnStatement statement) {
        ParamGetters.ofDefault(statement, method.getDeclaringClass())
                .ifPresent(it -> check.argument(statement.getExpression(), it, "@Param"));
    }
}
