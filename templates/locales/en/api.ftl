### The API for programs: its problems, and the page that describes it.
# dynamic: api-*

api-no-key-title = A key is needed
api-no-key-detail = Send a key in the header Authorization, like this: Bearer prassi_… It is made in the profile.
api-no-key-detail-dead = The key is not valid: it is wrong, expired or revoked. Another one is made in the profile.
api-scope-title = The key is not enough
api-scope-detail = This needs a key that may “{ $scope }”.
api-refused-title = You may not
api-refused-detail = You may not.
api-not-found-title = There is nothing here
api-not-found-detail = It is not there, or nothing that you can see.
api-method-title = No such method
api-method-detail = There is no such method at this address. The header Allow says which there are.
api-parameter-title = A parameter cannot be read
api-parameter-detail = The parameter “{ $name }” cannot be read. “cause” says why.
api-unreadable-title = The body cannot be read
api-unreadable-detail = The body of the request is no valid JSON. “cause” says why.
api-invalid-title = Something to put right
api-invalid-detail = Some fields cannot be taken: “errors” says which, and what to do.
api-key-reused-title = Idempotency key used before
api-key-reused-detail = Something else was sent with this Idempotency-Key. Use a new one for each new thing.
api-not-json-title = Not JSON
api-not-json-detail = Send the body with Content-Type: application/json.
api-too-large-title = Too large
api-too-large-detail = The body of a request may have { $max } KiB at most.
api-out-of-range-title = Not that long
api-out-of-range-detail = The file has { $size } bytes: the part that you ask for is not there.
api-conflict-title = Not now
api-conflict-detail = What you ask for is so already, or belongs to somebody else.
api-changed-title = Changed meanwhile
api-changed-detail = Somebody changed it after you read it. “current” is what it is now, “sent” is what you sent: join the two and try again with the new ETag.
api-no-version-title = The version is missing
api-no-version-detail = An edit needs the header If-Match with the ETag that you have read.
api-too-many-title = Too many requests
api-too-many-detail = This key has used up its requests of this minute. Try again in { $seconds } seconds.
api-internal-title = Something went wrong
api-internal-detail = The fault is ours. Try again in a minute; if it goes on, tell an administrator the name of the request.
api-field-unfit = Not what is needed here: { $cause }
api-no-such-file = This file is not there: send it into a draft first, and use the id of the answer.
api-no-such-draft = A draft is called “new:”, “reply:” or “edit:”, followed by a number.
api-file-twice = The same file twice.
api-remind-wrong = Choose a moment that is still to come, within two years.
api-too-many-items = At most { $max }.
api-not-negative = It has to be 0 or more.
api-position = It must be the position of a post: from 1 to { $max }.
api-no-title = Only the first post of a discussion has a title.

## The page

api-page-title = API for programs
api-page-intro = Everything that the pages offer, in JSON: for whoever wants to connect a bulletin, a spreadsheet, another system of their office.
api-page-how = How to begin
api-page-how-key = Make a key in your profile and choose what it may do:
api-page-how-send = Send it with each request in the header Authorization. The cookies of pages do not count here.
api-page-example = An example
api-page-rules = A key can never do more than the person who made it. Who does not see a space gets the same answer as if it did not exist.
api-page-openapi = The OpenAPI 3.1 document
api-page-index = What there is
api-page-in-english = The technical descriptions are in English, as in the OpenAPI document.
api-page-scope = Needs
api-page-parameters = Parameters
api-page-required = required
api-page-body = Body
api-page-answer = Answer
api-page-problems = Problems
api-page-problems-about = Every answer that is no success is an application/problem+json document (RFC 9457): “type” is one of these, “detail” says what happened and what to do.
api-page-shapes = Shapes
