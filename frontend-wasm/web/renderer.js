// Draws Dear ImGui's triangles with WebGL 2. Structures are those of platform/web/renderer.cpp. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgRenderer__deps: ['$KgHost'],
  $KgRenderer: {
    gl: null,
    view: null,      // the uniform: scale and offset from logical pixels to clip space
    textures: null,  // by the number C++ gave them
    bound: null,

    vertex_source: '#version 300 es\n' +
        'layout(location=0) in vec2 place;layout(location=1) in vec2 spot;layout(location=2) in vec4 color;' +
        'uniform vec4 view;out vec2 at;out vec4 tint;' +
        'void main(){at=spot;tint=color;gl_Position=vec4(place*view.xy+view.zw,0,1);}',

    pixel_source: '#version 300 es\n' +
        'precision highp float;uniform sampler2D picture;in vec2 at;in vec4 tint;out vec4 pixel;' +
        'void main(){pixel=tint*texture(picture,at);}',

    link: function(gl) {
      const program = gl.createProgram();
      const add = function(type, source) {
        const shader = gl.createShader(type);
        gl.shaderSource(shader, source);
        gl.compileShader(shader);
        gl.attachShader(program, shader);
      };
      add(gl.VERTEX_SHADER, KgRenderer.vertex_source);
      add(gl.FRAGMENT_SHADER, KgRenderer.pixel_source);
      gl.linkProgram(program);
      return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
    },

    // An ImDrawVert: two floats for the place, two for the spot in the texture, four bytes of colour.
    describe_vertices: function(gl) {
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 20, 0);
      gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, 8);
      gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, 20, 16);
      for (let at = 0; at < 3; ++at) gl.enableVertexAttribArray(at);
    },

    // Once for a context, and again when it came back empty: nobody else draws here, so its state stays as it is set.
    start: function() {
      const gl = KgRenderer.gl || KgHost.canvas.getContext('webgl2', {
        alpha: false, depth: false, stencil: false, antialias: false, powerPreference: 'low-power',
      });
      const program = gl && KgRenderer.link(gl);
      if (!program) return 0;
      KgRenderer.gl = gl;
      KgRenderer.textures = [];
      KgRenderer.bound = null;
      KgRenderer.view = gl.getUniformLocation(program, 'view');
      gl.useProgram(program);
      KgRenderer.describe_vertices(gl);
      gl.enable(gl.BLEND);
      gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      return gl.getParameter(gl.MAX_TEXTURE_SIZE);
    },

    bind: function(texture) {
      if (KgRenderer.bound === texture) return;
      KgRenderer.bound = texture;
      KgRenderer.gl.bindTexture(KgRenderer.gl.TEXTURE_2D, texture);
    },

    make_texture: function(number, width, height) {
      const gl = KgRenderer.gl;
      KgRenderer.bind(KgRenderer.textures[number] = gl.createTexture());
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    },

    write_texture: function(part) {
      const gl = KgRenderer.gl, at = part >> 2;
      KgRenderer.bind(KgRenderer.textures[HEAP32[at]]);
      gl.pixelStorei(gl.UNPACK_ROW_LENGTH, HEAP32[at + 5]);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, HEAP32[at + 1], HEAP32[at + 2], HEAP32[at + 3], HEAP32[at + 4],
          gl.RGBA, gl.UNSIGNED_BYTE, HEAPU8, HEAPU32[at + 6]);
    },

    drop_texture: function(number) {
      KgRenderer.bind(null);
      KgRenderer.gl.deleteTexture(KgRenderer.textures[number]);
      KgRenderer.textures[number] = null;
    },

    begin: function(x, y, width, height, ground) {
      const gl = KgRenderer.gl;
      gl.viewport(0, 0, KgHost.canvas.width, KgHost.canvas.height);
      gl.disable(gl.SCISSOR_TEST);
      KgRenderer.fill(ground);
      gl.enable(gl.SCISSOR_TEST);
      gl.uniform4f(KgRenderer.view, 2 / width, -2 / height, -1 - 2 * x / width, 1 + 2 * y / height);
    },

    fill: function(color) {
      const gl = KgRenderer.gl;
      gl.clearColor((color & 255) / 255, (color >> 8 & 255) / 255, (color >> 16 & 255) / 255, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    },

    // A DrawnList: its bytes, then its parts, each a clip rectangle, a texture, and a range of indices.
    draw: function(list) {
      const gl = KgRenderer.gl, [vertices, vertex_bytes, indices, index_bytes, parts, count] =
          HEAPU32.subarray(list >> 2, (list >> 2) + 6);
      gl.bufferData(gl.ARRAY_BUFFER, HEAPU8, gl.STREAM_DRAW, vertices, vertex_bytes);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, HEAPU8, gl.STREAM_DRAW, indices, index_bytes);
      for (let at = parts >> 2, end = at + count * 7; at < end; at += 7) {
        if (!HEAPU32[at + 6]) continue;
        gl.scissor(HEAP32[at], HEAP32[at + 1], HEAP32[at + 2], HEAP32[at + 3]);
        const texture = HEAP32[at + 4], first = HEAPU32[at + 5];
        if (texture < 0) {
          KgRenderer.fill(first);
        } else {
          KgRenderer.bind(KgRenderer.textures[texture]);
          gl.drawElements(gl.TRIANGLES, HEAP32[at + 6], gl.UNSIGNED_INT, first * 4);
        }
      }
    },
  },

  kg_start_renderer__deps: ['$KgRenderer'],
  kg_start_renderer: function() { return KgRenderer.start(); },

  kg_make_texture__deps: ['$KgRenderer'],
  kg_make_texture: function(number, width, height) { KgRenderer.make_texture(number, width, height); },

  kg_write_texture__deps: ['$KgRenderer'],
  kg_write_texture: function(part) { KgRenderer.write_texture(part); },

  kg_drop_texture__deps: ['$KgRenderer'],
  kg_drop_texture: function(number) { KgRenderer.drop_texture(number); },

  kg_begin_picture__deps: ['$KgRenderer'],
  kg_begin_picture: function(x, y, width, height, ground) { KgRenderer.begin(x, y, width, height, ground); },

  kg_draw_list__deps: ['$KgRenderer'],
  kg_draw_list: function(list) { KgRenderer.draw(list); },
});
