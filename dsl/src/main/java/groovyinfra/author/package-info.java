/**
 * All that the author of a library imports: {@link groovyinfra.author.Library}, {@link groovyinfra.author.Operation}, and the
 * base class of deploy files. This package is a promise: what is public here stays.
 */
package groovyinfra.author;
