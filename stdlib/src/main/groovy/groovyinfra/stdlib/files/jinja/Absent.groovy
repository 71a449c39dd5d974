package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.util.HasObjectTruthValue
import groovy.transform.CompileStatic

/** What <code>'a' if false</code> gives: an empty text for which <code>default</code> puts another one. */
@CompileStatic
enum Absent implements HasObjectTruthValue {
    VALUE

    @Override
    boolean getObjectTruthValue() {
        false
    }

    @Override
    String toString() {
        ''
    }
}
