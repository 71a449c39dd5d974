/**
 * The reference: reads what libraries and facts declare and say of themselves, and writes it as pages. Help on the command line
 * comes from the same {@link groovyinfra.deploy.Reference}.
 */
package groovyinfra.document;
